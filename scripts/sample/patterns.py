"""The sentences of the invented prose: patterns with slots, by the place they have in a text. Data only.

The words between two slots are few on purpose: any four to six characters in a row should be rare in a large tree.
"""

PATTERNS: dict[str, tuple[str, ...]] = {
    slot: tuple(words.split())
    for slot, words in {
        "lead": """{when}，{weather}，{where}{crowd}。 {when}{hour}，{team}在{where}{manner}地忙开了，{scene}。
            {scene}，{when}的{where}{crowd}，{team}来{service}。 {season}，{where}，{person}{manner}地{verb}{thing}。
            {weather}。{when}{hour}，{person}推开{where}的门，{smell}扑面而来。 听说{team}要来，{group}{part}就等在{where}，{body}。
            {when}，一场以“{topic}”为题的活动在{where}开始，{sound}传到{alley}。 {where}这几天{crowd}，{team}把{service}办到了{micro}。
            {trouble}，{when}有人把这件事说到{where}，{team}{hour}就到了。 {person}记得清楚，{when}{hour}，{where}的{scene_a}{scene_b}。""",
        "scene": """{person}{manner}地{verb}{thing}，{body}。 {micro}摆着{thing}和{thing}，{scene}。 {sound}从{micro}传来，{smell}混着{smell}，{scene}。
            {persona}{person}从{alley}赶来，手里的{object}{adj}，{feeling}。 {scene}，{person}{feeling}，{manner}地{verb}{object}。
            {micro}，{person}教{group}{skill}，{body}也顾不上擦。 {thing}被{person}{manner}地{verb}，又稳稳放在{micro}。
            {persona}{person}打开{adj}的{object}，{sound}一下子停了。 {group}围着{thing}看，{person}{manner}地讲“{topic}”。
            {plant}下，{person}和{person}{manner}地{verb}{thing}，{scene}。 {person}端来{food}，{persona}{person}递上{thing}，{micro}{crowd}。
            {hour}，{scene}，{micro}的{sound}和{sound}搅在一起。 {adj}的{object}搁在{micro}，{person}看了{number}分钟，{feeling}。
            {person}的{body_a}{body_b}，{object}却{verb}得一点不差。 隔着{plant}，能看见{person}{manner}地比划{skill}。
            {micro}的墙上挂着{thing}，{scene}，{person}{feeling}。 {shop}送来{food}，{school}带来{thing}，{person}{verb}完才歇下。""",
        "action": """{team}分成{few}组，{service}、{service}和{service}一起开张，{hour}前来了{number}人。 {trouble}，{person}{verb}{object}，{manner}地守了{number}分钟。
            {persona}{person}负责{service}，{persona}{person}负责{service}，{group}不用再跑远路。 在{alley}，{person}遇上{trouble}，{manner}地找来{thing}。
            先是{service}，再是{skill}，{part}{hour}轮到“{topic}”。 {person}把{thing}送给{group}，又留下{thing}备用。
            {number}名志愿者{manner}地走过{alley}，{verb}{object}，登记{trouble}这样的难事{few}件。 {person}为{group}{service}，一坐就是{number}分钟，{body}。
            {school}的学生跟着{person}学{skill}，有人{feeling}，有人把{object}画进本子。 从{hour}到{hour}，{shop}门口的{service}没有停过，{scene}。
            {person}带着{thing}上门，{group}{feeling}，拉着不让走。 因为{trouble}，{team}改在{micro}{service}，{result}。
            {group}点了“{topic}”，{persona}{person}{manner}地讲了{number}分钟，{object}成了教具。 {person}用{thing}打比方，把{topic}说得明明白白。
            {season}以来，{person}{few}次到{alley}{service}，{verb}的{object}装了{few}箱。 {alley}的{shop}腾出{micro}一角，专供{group}{skill}。
            有人捐{thing}，有人出{thing}，{person}一样样{verb}，{manner}地写上编号。 {team}还请来{persona}{person}，手把手教{skill}，{crowdword}。""",
        "speech": """“{speech_a}，{speech_b}。”{person}{manner}地说，{body}。 {person}{feeling}：“{speech_b}，{speech_a}。”
            “{speech_a}。”{persona}{person}指着{object}，“{speech_b}。” {group}里有人问起{topic}，{person}答：“{speech_a}，{speech_b}。”
            “{saying}，{speech_b}。”{person}一边{verb}{object}一边说。 {persona}{person}常念叨：“{speech_a}。”这回又添一句：“{speech_b}。”
            说到{trouble}，{person}{feeling}，“{speech_a}，{speech_b}。” “{speech_b}！”{person}把{thing}往{micro}一放，{feeling}。""",
        "figure": """截至{hour}，共{service}{number}人次，{verb}{object}{number}件，{result}。 签到{number}人，其中{group}{number}人，收回意见表{number}份。
            {number}户人家、{number}盏灯、{few}条巷子，{person}都记在{adj}的本子里。 {alley}{number}户，{few}天走完，{trouble}的有{few}家。
            {year}起，{team}在这里{service}{number}场，{group}来过{number}人次。 一共送出{object}{number}件、{food}{number}份，{result}。""",
        "turn": """起初并不顺利，{trouble}，{person}{feeling}。 变化是慢慢来的：{result}，{result}。 后来，{person}想出一个法子，用{object}代替{object}，{result}。
            也有遗憾，{weather}，{thing}没能{verb}。 谁也没料到，{trouble}，{persona}{person}{manner}地赶了过来。 {season}，{result}，{person}却病了一场，{body}。
            {person}先前在{alley}开{shop}，{speech_a}，于是{season}起跟着队伍{service}。 {few}年前，{micro}还是另一副样子：{trouble}，{scene}。""",
        "close": """{season}，{person}还会来{micro}，{team}的{service}照旧。 {scene}，{person}收好{thing}，{feeling}。 {result}，{where}的{sound}传得很远。
            {team}说，{season}要把{service}送到{alley}，请{group}提前登记。 离开时{hour}，{scene}，{micro}只留下{smell}。 {person}在留言簿上写：{speech_b}，{saying}。
            照片洗出来贴在{micro}，{person}的{body_a}{body_b}，却笑得最响。 大家约好{season}带上{object}再来，{person}第一个报名，{feeling}。
            登记本末页写着“{speech_b}”，落款是{persona}{person}。 人散了，{thing}还在{micro}，{scene}。""",
    }.items()
}
"""Kind of sentence → its patterns."""

LINKS: dict[str, tuple[str, ...]] = {
    slot: tuple(words.split())
    for slot, words in {
        "role-models": """{link}也来了，{manner}地讲起{topic}，{group}{feeling}。 {micro}，{link}{verb}{thing}，{body}。
            说起{link}，{alley}的人{feeling}：{speech_b}。 {persona}{person}提到{link}，{feeling}，说“{speech_a}”。""",
        "volunteer-teams": """{link}带来{thing}，{manner}地{service}，{result}。 {link}的{person}守在{micro}，{service}{number}人次。
            一同来的还有{link}，{few}个人{verb}{object}，{scene}。""",
        "volunteer-projects": "{link}在{alley}已办了{few}年，{group}{feeling}。 这是{link}的第{number}次活动，{service}、{skill}都有。",
        "lecture-teams": "{link}的{person}讲“{topic}”，{object}摆上讲台，{feeling}。 {part}，{link}{manner}地开了讲，{group}坐满{micro}。",
        "lecture-halls": "{link}开到{micro}，这一课是“{topic}”，{person}主讲。 {link}的黑板上写着“{saying}”，{sound}很轻。",
        "venues": "{link}的{micro}{crowd}，{scene}。 从{alley}走到{link}，不过{number}步，{smell}先迎了上来。",
        "exhibitions": "{link}里，{thing}最引人看，{person}{feeling}。 看过{link}，{group}在{adj}的{object}前停了{number}分钟。",
        "events": "这次活动接着{link}往下办，{person}{manner}地{verb}{object}。 上一回{link}留下的{object}，这次又{verb}。",
        "campaigns": "按照{link}的安排，{team}{season}起{service}，{result}。 {link}走到{alley}，{person}第一个响应，{body}。",
        "awards": "{link}的评议在{micro}进行，{group}{manner}地投了票，{scene}。 谈起{link}，{person}说：“{speech_a}，{speech_b}。”",
    }.items()
}
"""Folder → sentences that bring in a record of it; ``{link}`` is its name, linked or not."""

HEADLINES: dict[str, tuple[str, ...]] = {
    slot: tuple(words.split())
    for slot, words in {
        "news": """{where}：{service}办到{micro} {scene}，{team}{service}忙 {season}，{alley}的{service}开张了 {group}等来{thing}
            {team}走进{alley}，为{group}{service} {number}份{food}，送给{group} {trouble}之后，{where}这样办 {object}换{object}，{where}{crowd}
            {part}{hour}，{micro}的灯亮了 {school}师生到{where}学{skill} {alley}：{result} {persona}来{where}教{skill} 一张{adj}的清单，{few}件实事""",
        "story": """{person}：{speech_b} {persona}{person}和{adj}的{object} {person}的{number}封回信 {alley}有个爱{skill}的{persona} {scene}，{person}还在{micro}
            {person}{few}年{service}，{body} “{speech_a}”——{persona}{person}素描 {person}与{person}的{number}分钟 {micro}的{persona}""",
        "lecture": """“{topic}”讲到{micro} {person}在{where}讲“{topic}” {team}开讲：{topic} {group}点题，“{topic}”上了{alley} {object}当教具，讲透“{topic}”
            {sound}里的一堂课：{topic} {season}第一课，从“{saying}”讲起""",
        "notice": """关于{season}在{where}开展{service}的通知 {where}{season}{service}安排 “{topic}”报名启事 征集{object}的公告
            {where}开放时间调整 {skill}体验班招生 {season}{service}志愿者招募 {alley}{service}公示""",
        "elsewhere": """外地见闻：{alley}怎样解决{trouble} {number}名{persona}的{service}实验 他们把{object}变成{object} {skill}进校园，外地这样做
            邻城{season}推出{service} 一座小城的{name_a}{name_b}""",
    }.items()
}
"""Column → patterns of headlines."""
