"""A small tree for search tests: a synthetic one with a few invented records of known words."""

from pathlib import Path

from tests.sample import write_sample

PERSON = "{{name: {}, {}legal_basis: {{kind: 历史人物, died: 1949}}, published: {}}}"
NEWS = "title: {}\ncolumn: 实践动态\nsource: ben-zhan-test\nrights: original\n{}\npublished: {}\n"
HONOUR = "{{award: shi-hao-ren, round: {}, category: {}, status: 获评}}"
HONOURS = f"[{HONOUR.format('第八届', '敬业奉献')}, {HONOUR.format('第七届', '助人为乐')}]"
MIAO = (
    "pinyin: Miáo Yúnhuī, also_known_as: [老苗], category: 助人为乐, street: wei-yuan-lu, deed: 三十年给邻居修收音机, "
)
MIAO += "body: 他把修好的收音机挨个调到戏曲台，说听得见声音才算修好。, "
RECORDS = {
    "role-models/miao-yun-hui": PERSON.format("苗云辉", MIAO, "2024-03-01"),
    "role-models/shan-ming-yuan": PERSON.format(
        "单明远", f"pinyin: Shàn Míngyuǎn, street: wei-yuan-lu, honours: {HONOURS}, ", "2023-03-01"
    ),
    "role-models/a-yi-gu-li": PERSON.format("阿依古丽·买买提", "", "2023-03-01"),
    "role-models/de": PERSON.format("的", "", "2023-03-01"),
    "role-models/ou-yang-shu-quan": PERSON.format("欧阳树泉", "", "2023-03-01"),
    "role-models/xie-yan-shu": PERSON.format("解砚书", "distinction: 电工, ", "2023-03-01"),
    "role-models/xie-yan-shu-2": PERSON.format("解砚书", "distinction: 渭源路街道, ", "2023-06-01"),
    "role-models/cao-gao-ren": PERSON.format("郏草稿", "status: draft, ", "2023-03-01"),
    "role-models/che-xia-ren": PERSON.format("郏撤下", "status: withdrawn, ", "2023-03-01"),
    "role-models/shi-li-ren": PERSON.format("郏示例", "sample: true, ", "2023-03-01"),
    "awards/shi-hao-ren": "{title: 试好人, categories: [助人为乐, 敬业奉献], rounds: [第八届 2024, 第七届 2021], published: 2023-03-01}",
    "lecture-halls/qiao-tou": "{title: 桥头夜课, venues: [qiao-tou-zhan], published: 2023-03-01}",
    "venues/he-an-zhong-xin": "{title: 河岸实践中心, level: 实践中心, published: 2023-03-01}",
    "venues/qiao-tou-zhan": "{title: 桥头实践基地, level: 实践基地, parent: he-an-zhong-xin, street: wei-yuan-lu, "
    "opening_hours: 周三至周日 9:00—12:00, published: 2023-03-01}",
    "events/2024/ting-qiao": "{title: 听桥, format: 宣讲, venue: qiao-tou-zhan, times: [2024-06-07 15:00—16:00], published: 2024-05-01}",
    "events/2024/ting-feng": "{title: 听风, format: 宣讲, venue: qiao-tou-zhan, times: [2024-06-12 15:00—16:00, "
    "2024-12-07 15:00—16:00], published: 2024-05-02}",
    "volunteer-teams/deng-ju": "{title: 灯局志愿服务队, kind: 扶贫帮困, street: wei-yuan-lu, "
    f"honours: [{HONOUR.format('第八届', '敬业奉献')}], published: 2023-03-01}}",
    "streets/wei-yuan-lu": '{title: 渭源路街道, code: "620102998", published: 2023-03-01}',
    "sources/ben-zhan-test": "{title: 测试本站, kind: 本站, policy: 本站自有, published: 2023-03-01}",
    "news/2025/shou-yin-ji": NEWS.format(
        "苗云辉的收音机角开张",
        "summary: <b>尖括号</b>只是字。\nbody: 收音机角开张那天，放的是一段秦腔。\nmentions: [role-models/miao-yun-hui]",
        "2025-06-01",
    ),
    "news/2026/shou-yin-ji": NEWS.format("收音机角一周年", "body: 一周年的那天，还是放的秦腔。", "2026-06-01"),
}
"""``folder/id`` → its YAML."""


def write_tree(folder: Path, records: int = 60) -> Path:
    """Writes the tree into a new ``folder`` and returns it."""
    write_sample(folder, records, seed=5)
    for key, text in RECORDS.items():
        path = folder / f"{key}.yml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder
