"""What invented names are made of: surnames, given-name characters, streets, subject lists of records. Data only."""

COMMON = tuple(
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜"
    "范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙段雷钱汤尹黎易常武乔贺赖龚文"
)
RARE = tuple("单解仇区查盖乐朴缪翟覃冼员逄种卜牟折那应燕谌佘阚訾郗晁隗祁麻宁纪薄蔺亓郦冀咸鄢桑仝柴巩胥")
COMPOUND = ("欧阳", "尉迟", "司马", "诸葛", "上官", "万俟", "皇甫", "令狐", "夏侯", "东方")

_READINGS = """
    单=shàn 解=xiè 仇=qiú 区=ōu 查=zhā 盖=gě 乐=yuè 朴=piáo 缪=miào 翟=zhái 覃=qín 冼=xiǎn 员=yùn 逄=páng 种=chóng 卜=bǔ
    牟=mù 折=shé 那=nā 应=yīng 燕=yān 谌=chén 佘=shé 阚=kàn 訾=zī 郗=xī 隗=wěi 宁=nìng 纪=jǐ 薄=bó 仝=tóng 曾=zēng 任=rén
    石=shí 尹=yǐn 孔=kǒng 贾=jiǎ 谭=tán 万=wàn 叶=yè 范=fàn 常=cháng 钱=qián 余=yú 欧阳=ōuyáng 尉迟=yùchí 司马=sīmǎ
    诸葛=zhūgě 上官=shàngguān 万俟=mòqí 皇甫=huángfǔ 令狐=lìnghú 夏侯=xiàhóu 东方=dōngfāng
"""
READINGS = dict(pair.split("=") for pair in _READINGS.split())
"""Surname → its reading, where its characters alone would be read otherwise."""

GIVEN = tuple(
    "安柏彬冰波伯灿昌辰晨诚澄楚川春慈聪翠丹道德登笛典鼎栋端恩帆繁芳飞芬丰枫峰凤福甫港歌耕恭谷固冠广贵桂国海涵翰杭豪浩荷禾恒弘鸿"
    "厚虎华怀焕晖辉惠慧霁继佳嘉坚剑健江姣娇杰洁锦瑾京晶景敬靖静菊娟君俊凯楷珂科可坤兰岚澜朗黎礼莉力立丽联莲廉良亮林琳灵玲凌龙"
    "陆璐鹭伦洛梅美萌勉苗妙民敏明铭牧楠宁凝培沛佩朋鹏品萍屏璞颀启谦乾琴勤青清晴庆琼秋权泉然仁忍荣容蓉融如儒瑞润若山珊善尚韶绍"
    "深慎升声诗实士世守书舒淑树霜爽水顺硕思松颂素孙棠涛天田庭通同婉万望薇维苇卫温文雯稳武希溪喜夏贤娴祥翔晓孝心欣新馨星行"
    "兴杏雄秀旭轩宣雪寻雅言岩砚彦雁燕阳扬瑶野叶业一宜怡亦奕逸毅茵音银英盈颖映永勇咏友有佑愉余雨禹玉育昱裕元园原圆源远月悦越云芸"
    "允韵增章昭哲真臻振征正之知芝直志致智中忠竹柱卓姿子梓宗祖"
)
GIVEN_ALONE = tuple(
    "柏彬澄楚翠笛栋帆繁芬枫福歌耕谷涵翰荷恒焕晖霁瑾景娟楷岚澜莉琳璐萌苗楠沛萍屏璞颀琼蓉珊淑霜爽硕棠薇雯娴馨杏寻砚雁野宜茵颖咏愉昱芸韵昭姿梓"
)
"""For given names of one character: few of these make the name of somebody known."""

_STREETS = """
    酒泉路 张掖路 雁南 临夏路 雁北 五泉 白银路 皋兰路 广武门 伏龙坪 靖远路 草场街 火车站 拱星墩 东岗
    团结新村 东岗西路 铁路东村 铁路西村 渭源路 盐场路 嘉峪关路 焦家湾 青白石 雁园
"""
STREETS = tuple(_STREETS.split())
"""The 25 subdistricts of Chengguan in the order of their division codes, 620102001 to 620102025: public facts."""

_UNITS = """
    水泵厂退休职工 河畔中学教师 晨光纺织厂职工 公交三车队司机 社区卫生站医生 育新小学教师 园林三队职工
    铁路工务段职工 自来水公司职工 老街面馆店主 供热站职工 社区网格员 市场摊主 建筑公司职工 退役军人 在校大学生
    邮政支局职工 环卫二所职工 社区居民 机械厂退休职工
"""
UNITS = tuple(_UNITS.split())
"""What a role model is: never down to a door."""

_HOSTS = """
    少儿图书馆 便民服务大厅 河畔书屋 老年大学 儿童公园 河史陈列馆 社区卫生站 供热服务厅 地铁站厅 农贸市场 剧院
    体育馆 科技馆 非遗工坊 青年驿站 银行网点 供电营业厅 快递驿站 环卫驿站 司机之家 美术馆 城市书房 律师事务所
    消防站 植物园 火车站候车厅
"""
HOSTS = tuple(_HOSTS.split())
"""The public places that house a base or a point."""

_ACCESS = """
    无障碍坡道 无障碍厕所 扶手 低位服务台 轮椅借用 放大镜 手语服务 盲道 电梯 母婴室 语音提示
"""
ACCESS = tuple(_ACCESS.split())
"""What makes a venue accessible."""
