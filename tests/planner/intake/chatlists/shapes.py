"""Chat lists as they are found in public code and chats, names changed, with what is to be read out of each.

⏎ stands for the end of a line. What is read: name and count, then unit, phone and kin, -state, ?question.
"""

# Each is (text, what is read).
Shapes = dict[str, tuple[str, str]]

SHAPES: Shapes = {
    "title": (
        "#接龙⏎春游报名⏎⏎1. 甲⏎2. 乙",
        "甲 1; 乙 1",
    ),
    "no_title": (
        "#接龙⏎⏎1. 王小明⏎2. 李小红",
        "王小明 1; 李小红 1",
    ),
    "example": (
        "#接龙⏎标题⏎例 姓名 人数⏎⏎1. 王小明 2人",
        "王小明 2",
    ),
    "group_note": (
        "#Group Note⏎Title⏎⏎1. 王小明⏎2. 李红⏎",
        "王小明 1; 李红 1",
    ),
    "glued": (
        "#接龙⏎苹果⏎1. 王五3箱⏎2. 钟予馨2箱",
        "王五 3; 钟予馨 2",
    ),
    "several_lines": (
        "#接龙⏎标题⏎1.⏎2. 王小明⏎三2班⏎13800000001⏎3. 李红",
        "王小明 1 三2班 13800000001; 李红 1",
    ),
    "one_line": (
        "#接龙 春游 1.王小明 2.李红 3.张三丰 2人",
        "王小明 1; 李红 1; 张三丰 2",
    ),
    "plus_one": (
        "#接龙⏎饭⏎1. 王五 +1⏎2. 李四",
        "王五 2; 李四 1",
    ),
    "date_and_link": (
        "12月3日⏎#接龙⏎标题⏎1. 王五⏎2. 李四⏎https://a.example/x",
        "王五 1; 李四 1",
    ),
    "head_like_a_number": (
        "1.6 春游⏎#接龙⏎1.6 去县里⏎1. 王五⏎2. 李四",
        "王五 1; 李四 1",
    ),
    "footer": (
        "#接龙⏎团购⏎1. 王五 2份⏎2. 李四⏎三点截单",
        "王五 2; 李四 1",
    ),
    "quoted_older_list": (
        "张三：#接龙⏎标题⏎1. 王五⏎- - - - - - - - - - - - -⏎#接龙⏎标题⏎1. 王五⏎2. 李四",
        "王五 1; 李四 1",
    ),
    "own_list_inside": (
        "#接龙⏎1. 王五⏎1、苹果⏎2、梨⏎2. 李四",
        "王五 1 ?own_list ?count_unclear ?count_unclear; 李四 1",
    ),
    "posts_in_the_head": (
        "🎉 招募 🎉⏎大家好，本周活动需要人手⏎🎬会议经理：⏎📷摄影：何青⏎时间：周六⏎#接龙⏎1. 王五⏎2. 李四",
        "王五 1; 李四 1",
    ),
    "gaps_and_repeats": (
        "#接龙⏎1. 王五⏎2. 李四⏎2. 赵六⏎5. 王五",
        ("王五 1 ?same_name; 李四 1 ?number_repeated; 赵六 1 ?number_repeated; 王五 1 ?number_gap ?same_name"),
    ),
    "keys": (
        "#接龙⏎1. 姓名：王五⏎班级：三2班⏎电话：13800000001⏎2. 姓名：李四 班级：三(3)班 人数：2",
        "王五 1 三2班 13800000001; 李四 2 三（3）班",
    ),
    "mark_behind_a_name": (
        "@小鱼\u2005 打卡#接龙⏎标题⏎例 三2班 王小明⏎已读10分钟⏎⏎1. 王五⏎2. 李四 读完8年",
        "王五 1; 李四 1",
    ),
    "no_numbers": (
        "#接龙⏎春游⏎王五 2人⏎李四⏎一年级的都来",
        "王五 2 ?no_number; 李四 1 ?no_number",
    ),
    "two_groups": (
        "#接龙⏎一组：⏎1. 王五⏎2. 李四⏎⏎二组：⏎1. 赵六⏎2. 钱七",
        "王五 1; 李四 1; 赵六 1; 钱七 1",
    ),
}
