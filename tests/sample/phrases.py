"""What fills the larger slots of the invented prose: phrases that have slots themselves, and a few fixed ones. Data only."""

PHRASES: dict[str, tuple[str, ...]] = {
    slot: tuple(words.split())
    for slot, words in {
        "scene": "{drift}{target} {drift}{calm}的{target} {nature}和{drift}{target} {soft}的{drift}{target}",
        "body": "{body_a}{touch}{stuff} {body_a}{touch}{stuff}和{stuff}",
        "micro": "{spot}{side} {calm}的{spot}{side} {noun}和{noun}之间",
        "alley": "{noun}{lane}",
        "commune": "{commune_a}{commune_b}社区",
        "persona": "{spot}{job} {trait}的{job} {spot}的{job}",
        "group": "{trait}的{folk} {trait}{folk} {spot}的{folk}",
        "skill": "{craft} {task}",
        "service": "{free}{fix}{ware} {free}{fix}{ware} {fix}{ware} {task}",
        "topic": "{lesson} {noun}与{idea} {noun}里的{idea} 从{noun}说到{idea} {idea}怎么{ponder} {idea}和{idea} {good}",
        "sound": "{noise} {noun}声 {noun}碰{noun} {folk}的{noise}",
        "smell": "{plant}香 {food}的香气 {stuff}味 {noun}的气味",
        "act": """{slowly}{handle} {slowly}{task} {manner}地{task} {does}{thing} 为{folk}{task} 替人{handle}
            {task}，{task} 边{task}边{nod} {slowly}{ponder}{idea} {ponder}{noun}的{idea} {ponder}{idea}，{task}
            同{folk}{ponder}{idea} 拿{noun}{task} {slowly}{task}和{noun} {task}，一连{number}回 用{good}{task}""",
        "feeling": """{slowly}{nod} {nod}又{nod} 只顾{task} 忘了{nod} {nod}之后才{nod} 想起{good} {nod}，{slowly}{task}
            眼眶一热 鼻子发酸 红了脸 直搓手 对{idea}有了底 接过{noun}，{nod} 把{noun}{slowly}{does}""",
        "speech_a": """我也{does}过{noun} {noun}不值几个钱 娘教过我{ponder}{idea} {idea}比{noun}要紧 {good}我舍不得 那年{fault}
            谁家没有{idea} {spot}{side}我走熟了 {folk}们{slowly}{does} 刚学会{task} {noun}跟人一样 老伴留下{noun} 起先我也{nod}
            {skill}不算难 {season}最怕{fault} 隔壁送过我{noun} 厂里发过{noun} 为{idea}吵过架 小时候没有{noun} 听见{sound}就想家
            {idea}是{noun}换来的 {folk}问我{idea} 没人肯{task} {noun}我{does}了半辈子 丢了{noun}才懂{idea} {drift}{target}
            {noun}也有{idea}""",
        "speech_b": """该{does}就{does} {idea}慢慢{ponder} {noun}归大家 往后我来{does} 有{noun}就有{idea} 先把{noun}{does}好 {idea}可不能丢
            总得有人{task} 下回带上{noun} {does}一回算一回 不图{noun} {nod}就够了 孩子们会{ponder}{idea} 别忘了{noun} {idea}留给{folk}
            {noun}比话管用 拿{idea}换{noun}也值 {target}上都写着呢 {season}再{does} 叫上{folk}一起{does} {noun}再难也要{does}
            {idea}就在{noun}里 让{folk}先{does} 这{noun}我留着 {task}要有{idea}""",
        "saying": """远亲不如近邻 众人拾柴火焰高 家和日子旺 人勤地不懒 吃水不忘挖井人 礼多人不怪 种瓜得瓜 前人栽树后人乘凉 路遥知马力
            灯不拨不亮 一碗水要端平 {noun}不{does}不成{noun} 一{noun}知{idea} {idea}不怕{noun} 有{noun}莫忘{noun} 宁丢{noun}不丢{idea}""",
        "trouble": """{spot}{side}{fault} {fault} {folk}的{fault} {noun}挡住{target} 没人{ponder}{idea} {noun}和{noun}混在一起
            缺{noun}少{noun} {group}找不到{noun} {idea}{slowly}变了味 {fault}，{fault} {drift}{target}，{fault}""",
        "result": """{good}{better} {noun}{better} {spot}{side}多了{thing} {idea}和{idea}{settled} {folk}{slowly}{task} {group}也{nod}了
            {target}上添了{noun} {noun}和{noun}都{better} {idea}{settled} {noun}{better}，{noun}{better} {folk}的{idea}{settled}""",
        "crowd": """挤满了{folk} {slowly}摆出{noun} 站着{group} 响起{sound} {noun}排成一行 堆着{good} {folk}在{task} 支起{good}
            飘着{smell} 铺开{noun} 亮起{noun} 贴出{idea}的告示 来了{group} 多了{thing} 传出{sound} {folk}和{folk}{slowly}{nod}""",
        "weather": """{scene} {drift}{target} 天阴得像要落雨 头一场雪刚停 河面起了薄雾 风里带着沙粒 屋檐滴着水 月亮挂在铁桥上
            云压得很低 路灯刚亮 沙尘刚散 雾还没散尽 细雨沾衣 暑气渐渐退去 冰面开始松动 {part}{drift}{target}""",
        "says": """{manner}地说 指着{noun}说 {slowly}{task}，这样说 对{folk}说 边{task}边说 {nod}之后说 {slowly}补了一句 望着{target}说
            说起{idea} 谈到{noun} 的声音压过{sound} 没抬头 把{noun}递给{folk} 的{noun}还没放下 {body}""",
        "heading": """{scene} {micro}的{number}分钟 从{noun}说起 {good} {person}的一天 {saying} 先{task} {season}的{idea} 听见{sound}
            谁来{task} {alley}变了样 {topic} {idea}在哪里 记在{noun}上的{idea} {food}的味道 {plant}开的时候 把{noun}留下来
            {folk}说了什么 {noun}与{noun} {slowly}{ponder}{idea}""",
        "item": """{service}，{hour}开始，{micro}登记 {thing}，{person}保管 {skill}体验，{number}人一组，自带{noun} {group}优先，{noun}凭卡领取
            {person}讲“{topic}”，{number}分钟 {food}品尝，地点在{micro} {thing}换{thing}，当面验看 {alley}：{service}、{service}
            {persona}{person}值守{micro} {trouble}的，{person}上门{does} {school}送{thing}，{person}点收 {season}回访{group}，{task}
            {shop}出{food}{number}份，{folk}先用 雨天改在{micro} {good}，{does}之后拍照 {idea}由{person}{ponder}""",
    }.items()
}
"""Slot → the phrases that can fill it."""
