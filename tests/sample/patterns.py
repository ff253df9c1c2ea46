"""The sentences of the invented prose: patterns with slots, by the place they have in a text. Data only.

The words between two slots are few on purpose: any four to six characters in a row should be rare in a large tree.
"""

PATTERNS: dict[str, tuple[str, ...]] = {
    slot: tuple(words.split())
    for slot, words in {
        "lead": """{when}，{weather}，{where}{crowd}。 {when}{hour}，{team}在{where}{act}，{scene}。 {scene}，{when}的{where}{crowd}，{team}来{service}。
            {season}，{where}，{person}{act}，{team}{act}。 {weather}。{when}{hour}，{person}推开{where}的门，{smell}扑面而来。
            {team}要来，{group}{part}就等在{where}，{body}。 {when}，{where}开讲“{topic}”，{sound}传到{alley}。
            {where}{crowd}，{team}把{service}办到{micro}，这是{when}的事。 {trouble}，{when}{hour}，{team}到了{where}，{act}。
            {when}{hour}，{where}的{drift}{target}，{person}{act}。 {group}在{where}{nod}，{team}{act}，那是{when}{part}。""",
        "scene": """{person}{act}，{body}。 {micro}摆着{thing}和{thing}，{scene}。 {sound}传到{micro}，{smell}混着{smell}。 {persona}{person}提着{thing}，{feeling}。
            {scene}，{person}{act}。 {micro}，{person}教{folk}{skill}，{body}。 {thing}，{thing}，{person}{slowly}{does}，{feeling}。
            {folk}围着{thing}看，{person}讲“{topic}”。 {plant}下，{person}和{person}{act}，{scene}。 {person}端来{food}，{person}递上{thing}，{micro}{crowd}。
            {hour}，{scene}，{micro}{crowd}。 {good}搁在{micro}，{person}{feeling}。 {person}的{body}，{noun}却{slowly}{does}。
            隔着{plant}，{folk}在{task}，{person}{act}。 {shop}送来{food}，{school}带来{thing}，{folk}{act}。 {good}、{good}，{person}都{does}。
            {drift}{target}时，{group}正{act}。 {person}取出{thing}，{folk}{feeling}，{scene}。 {noun}在左，{noun}在右，{person}居中{task}。
            {micro}{crowd}，{folk}{act}。 没有{noun}，就用{noun}；没有{noun}，{person}{slowly}{does}。""",
        "action": """{team}分成{few}路，{service}、{service}、{service}。 {trouble}，{person}{act}，{number}分钟后{result}。
            {person}管{service}，{person}管{service}，{group}{feeling}。 {alley}里{trouble}，{person}找来{thing}，{act}。
            先{service}，再{skill}，{part}轮到“{topic}”。 {person}把{thing}送给{group}，{thing}留下备用。
            {number}名{folk}走过{alley}，{act}。 {person}为{group}{service}，{number}分钟，{body}。 {school}的{folk}学{skill}，{feeling}，{act}。
            {hour}起，{shop}门前{service}，{scene}。 {person}带{thing}上门，{group}{feeling}。 {trouble}，{team}改在{micro}，{act}。
            {group}点了“{topic}”，{person}讲了{number}分钟，{noun}成了教具。 {person}拿{thing}打比方，{topic}，{folk}{nod}。
            {season}起，{person}{few}次到{alley}，{act}。 {shop}腾出{micro}，{folk}{slowly}{skill}。 有人捐{thing}，有人出{thing}，{person}{act}。
            {persona}{person}教{skill}，{folk}{feeling}。 {folk}要{noun}，{person}{act}；{folk}问{idea}，{person}{feeling}。
            {team}{act}，{folk}{ponder}{idea}，{result}。 {thing}换{thing}，{noun}换{idea}，{group}{feeling}。
            {task}的是{person}，{task}的是{person}，{folk}{act}。 {ponder}{idea}，{ponder}{idea}，{person}{part}又{act}。""",
        "speech": """“{speech_a}，{speech_b}。”{person}{says}。 {person}{feeling}：“{speech_b}，{speech_a}。” “{speech_a}。”{person}{says}，“{speech_b}。”
            {folk}问起{topic}，{person}答：“{speech_a}，{speech_b}。” “{saying}，{speech_b}。”{person}{says}。 {persona}{person}{says}：“{speech_b}。”
            说到{trouble}，{person}{feeling}，“{speech_b}。” “{speech_b}！”{person}把{thing}放在{micro}，{feeling}。
            {person}{says}，{person}接上：“{speech_a}。” “{speech_a}？”{folk}问。“{speech_b}。”{person}{says}。""",
        "figure": """到{hour}，{service}{number}人次，{task}{number}件，{result}。 签到{number}人，{group}最多，{noun}{number}份。
            {number}户、{number}盏{adj}的灯、{few}条巷，{person}{act}。 {alley}{number}户，{few}天走完，{trouble}的{few}家。
            {year}起，{service}{number}场，{group}来过{number}人次。 {noun}{number}件，{food}{number}份，{person}{does}完，{result}。""",
        "turn": """起初{trouble}，{person}{feeling}。 慢慢地，{result}，{result}。 {person}用{noun}代替{noun}，{result}。 可惜{weather}，{thing}没能{does}。
            {trouble}，{persona}{person}{slowly}赶来，{act}。 {season}，{result}，{person}却{slowly}{nod}。 {person}先前{task}，{speech_a}，{season}起{act}。
            {few}年前，{micro}还{trouble}，{scene}。 {idea}没了，{noun}还在，{person}{act}。 等到{drift}{target}，{result}。
            {folk}不信{idea}，{person}{act}，{result}。""",
        "close": """{season}，{person}还会来{micro}，{act}。 {scene}，{person}收好{thing}，{feeling}。 {result}，{sound}传得很远。
            {season}要到{alley}{service}，{group}{slowly}{nod}。 {hour}，{scene}，{micro}留下{smell}。 {person}在{noun}上写：{speech_b}。
            照片贴在{micro}，{person}{body}，{feeling}。 {season}带上{noun}再来，{person}{feeling}。 末页写着“{speech_b}”，落款{person}。
            人散了，{thing}还在{micro}，{scene}。 {folk}{act}，{person}{feeling}，{scene}。""",
    }.items()
}
"""Kind of sentence → its patterns."""

LINKS: dict[str, tuple[str, ...]] = {
    slot: tuple(words.split())
    for slot, words in {
        "role-models": """{link}也来了，{act}，{folk}{feeling}。 {micro}，{link}{act}，{body}。 说起{link}，{alley}的{folk}{feeling}：“{speech_b}。”
            {persona}{person}提到{link}，{says}：“{speech_a}。” {link}{says}：“{speech_a}，{speech_b}。” 这回{act}的是{link}，{scene}。""",
        "volunteer-teams": "{link}带来{thing}，{act}，{result}。 {link}守在{micro}，{service}{number}人次。 还有{link}，{few}个人{act}，{scene}。",
        "volunteer-projects": "{link}在{alley}办了{few}年，{group}{feeling}。 这是{link}第{number}次，{service}、{skill}都有。",
        "lecture-teams": "{link}讲“{topic}”，{noun}摆上讲台，{folk}{feeling}。 {part}，{link}开讲，{group}坐满{micro}，{act}。",
        "lecture-halls": "{link}开到{micro}，这课是“{topic}”，{person}{says}。 {link}的黑板写着“{saying}”，{person}{act}。",
        "venues": "{link}{crowd}，{scene}。 从{alley}走到{link}，{number}步，{smell}先迎上来。",
        "exhibitions": "{link}里，{thing}最引人看，{person}{feeling}。 看过{link}，{group}在{good}前{nod}。",
        "events": "这次接着{link}往下办，{person}{act}。 {link}留下{noun}，{person}{slowly}{does}。",
        "campaigns": "照{link}的安排，{season}起{service}，{result}。 {link}到了{alley}，{person}{act}。",
        "awards": "{link}评议在{micro}，{group}{act}，{scene}。 谈起{link}，{person}{says}：“{speech_a}，{speech_b}。”",
    }.items()
}
"""Folder → sentences that bring in a record of it; ``{link}`` is its name, linked or not."""

HEADLINES: dict[str, tuple[str, ...]] = {
    slot: tuple(words.split())
    for slot, words in {
        "news": """{where}：{service}办到{micro} {scene}，{team}{service}忙 {season}，{alley}的{service}开张了 {group}等来{thing} {noun}{better}，{folk}{nod}
            {team}走进{alley}，{act} {number}份{food}，送给{group} {trouble}之后，{where}这样办 {noun}换{noun}，{where}{crowd} {alley}：{result}
            {part}，{micro}的灯亮了 {school}师生学{skill} {persona}来{where}教{skill} 一件{good}，{few}件实事 {folk}{act}""",
        "story": """{person}：{speech_b} {persona}{person}和{good} {person}的{number}封回信 {alley}有个爱{skill}的{folk} {scene}，{person}还在{micro}
            {person}{few}年{service} “{speech_a}”——{persona}{person}素描 {person}与{person}的{number}分钟 {person}的{noun}{better} {noun}、{noun}和{person}""",
        "lecture": """“{topic}”讲到{micro} {person}在{where}讲“{topic}” {team}开讲：{topic} {group}点题，“{topic}”上了{alley} {noun}当教具，讲透“{topic}”
            {sound}里的一堂课：{topic} {season}第一课，从“{saying}”讲起 一把{noun}讲明白{idea}""",
        "notice": """关于{season}在{where}{service}的通知 {where}{season}{service}安排 “{topic}”报名启事 征集{good} {where}开放时间调整
            {skill}体验班招生 {season}{service}志愿者招募 {alley}{service}公示 寻找{noun}的主人""",
        "elsewhere": """外地见闻：{alley}怎样{ponder}{idea} {number}名{folk}的{service}实验 他们用{noun}换来{idea} {skill}进校园，外地这样做
            邻城{season}推出{service} 一座小城的{name_a}{name_b} 邻城{folk}{act}""",
    }.items()
}
"""Column → patterns of headlines."""
