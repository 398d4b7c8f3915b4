"""Texts that are no newspaper pages, of many kinds: each is made here, for the tests to read and to vary."""

SAMPLES = {
    "sonnet": """Shall I compare thee to a summer's day?
Thou art more lovely and more temperate:
Rough winds do shake the darling buds of May,
And summer's lease hath all too short a date;

Sometime too hot the eye of heaven shines,
And often is his gold complexion dimm'd;
And every fair from fair sometime declines,
By chance or nature's changing course untrimm'd;""",
    "tang poem": """静夜思
李白

床前明月光，
疑是地上霜。
举头望明月，
低头思故乡。""",
    "modern poem": """再别康桥

轻轻的我走了，
正如我轻轻的来；
我轻轻的招手，
作别西天的云彩。

那河畔的金柳，
是夕阳中的新娘；
波光里的艳影，
在我的心头荡漾。""",
    "french poem": """Les sanglots longs
Des violons
De l'automne
Blessent mon cœur
D'une langueur
Monotone.

Tout suffocant
Et blême, quand
Sonne l'heure,
Je me souviens
Des jours anciens
Et je pleure.""",
    "haiku": """古池や
蛙飛びこむ
水の音""",
    "novel chapter": """CHAPTER I

It is a truth universally acknowledged, that a single man in possession
of a good fortune, must be in want of a wife.

However little known the feelings or views of such a man may be on his
first entering a neighbourhood, this truth is so well fixed in the minds
of the surrounding families, that he is considered as the rightful property
of some one or other of their daughters.

"My dear Mr. Bennet," said his lady to him one day, "have you heard that
Netherfield Park is let at last?"

Mr. Bennet replied that he had not.""",
    "chinese novel": """第一回 甄士隐梦幻识通灵 贾雨村风尘怀闺秀

此开卷第一回也。作者自云：因曾历过一番梦幻之后，故将真事隐去，而借“通灵”之说，撰此《石头记》一书也。

列位看官：你道此书从何而来？说起根由虽近荒唐，细按则深有趣味。待在下将此来历注明，方使阅者了然不惑。""",
    "japanese novel": """吾輩は猫である

吾輩は猫である。名前はまだ無い。
どこで生れたかとんと見当がつかぬ。何でも薄暗いじめじめした所でニャーニャー泣いていた事だけは記憶している。""",
    "french novel": """PREMIÈRE PARTIE

Longtemps, je me suis couché de bonne heure. Parfois, à peine ma bougie éteinte, mes yeux
se fermaient si vite que je n'avais pas le temps de me dire : « Je m'endors. » Et, une
demi-heure après, la pensée qu'il était temps de chercher le sommeil m'éveillait.""",
    "python": """import sys


class Reader:
    \"\"\"Reads.\"\"\"

    def __init__(self, path: str) -> None:
        self.path = path

    def read(self) -> str:
        with open(self.path) as file:
            return file.read()


if __name__ == "__main__":
    print(Reader(sys.argv[1]).read())""",
    "c": """#include <stdio.h>

/* Prints its arguments. */
int main(int argc, char **argv)
{
\tfor (int i = 1; i < argc; i++)
\t\tprintf("%s\\n", argv[i]);
\treturn 0;
}""",
    "shell": """#!/bin/sh
set -eu
for file in "$@"; do
  case $file in
    *.txt) wc -l "$file" ;;
    *) echo "skipped: $file" >&2 ;;
  esac
done""",
    "rust": """fn main() {
    let total: u32 = (1..=10).filter(|n| n % 2 == 0).sum();
    println!("{total}");
}""",
    "sql": """SELECT title, COUNT(*) AS n
FROM articles
JOIN pages ON pages.id = articles.page
WHERE pages.date >= '2022-10-09'
GROUP BY title
ORDER BY n DESC;""",
    "html": """<!doctype html>
<html lang="zh">
<head><title>页面</title></head>
<body>
<p>正文</p>
</body>
</html>""",
    "javascript": """export const add = (a, b) => a + b;

// adds all
export function sum(...all) {
  return all.reduce(add, 0);
}""",
    "lisp": """(defun fact (n)
  (if (<= n 1)
      1
      (* n (fact (- n 1)))))""",
    "makefile": """all: main.o util.o
\tcc -o main main.o util.o

clean:
\trm -f *.o""",
    "diff": """--- a/page.py
+++ b/page.py
@@ -1,3 +1,3 @@
 import re
-X = 1
+X = 2
 Y = 3""",
    "json": """{
  "title": "株洲日报",
  "pages": 4,
  "articles": [
    {"title": "一", "length": 120},
    {"title": "二", "length": 340}
  ]
}""",
    "yaml": """name: ci
on:
  push:
    branches: [main]
jobs:
  test:
    runs-on: ubuntu-latest
    steps:
      - run: pytest""",
    "ini": """[server]
host = 0.0.0.0
port = 8080

[log]
level = debug""",
    "server log": """127.0.0.1 - - [09/Oct/2022:06:25:24 +0000] "GET / HTTP/1.1" 200 612
127.0.0.1 - - [09/Oct/2022:06:25:25 +0000] "GET /favicon.ico HTTP/1.1" 404 153
10.0.0.7 - - [09/Oct/2022:06:26:01 +0000] "POST /login HTTP/1.1" 302 0""",
    "system log": """Oct  9 06:25:24 host systemd[1]: Started Daily apt download activities.
Oct  9 06:25:24 host kernel: usb 1-1: new high-speed USB device number 4
Oct  9 06:25:31 host sshd[811]: Accepted publickey for reader from 10.0.0.7""",
    "chinese log": """2022-10-09 06:25:24 [信息] 服务已启动
2022-10-09 06:25:25 [警告] 连接超时，重试
2022-10-09 06:25:31 [错误] 无法读取文件""",
    "traceback": """Traceback (most recent call last):
  File "main.py", line 3, in <module>
    main()
  File "main.py", line 2, in main
    raise ValueError("no")
ValueError: no""",
    "csv": """date,open,high,low,close
2022-10-07,102.1,103.4,101.0,101.2
2022-10-08,101.2,104.9,100.8,104.4
2022-10-09,104.4,104.5,99.9,100.3""",
    "chinese csv": """姓名,部门,日期,金额
王小明,财务,2022-10-07,1200
李小红,人事,2022-10-08,860
张强,后勤,2022-10-09,430""",
    "tabs": """name\tage\tcity
Anna\t31\tLyon
王明\t28\t株洲""",
    "markdown table": """| City | People |
|------|--------|
| Lyon | 516092 |
| Tours | 136463 |""",
    "timetable": """         Mon   Tue   Wed
Leaves   8:05  8:05  9:10
Arrives  9:40  9:40  10:55""",
    "play": """ACT I. SCENE I. Elsinore. A platform before the castle.

FRANCISCO at his post. Enter to him BERNARDO

BERNARDO
Who's there?

FRANCISCO
Nay, answer me: stand, and unfold yourself.

BERNARDO
Long live the king!""",
    "chinese play": """茶馆
第一幕

时间：一八九八年初秋，康梁等的维新运动失败了。
地点：北京，裕泰大茶馆。

王利发：唐先生，你外边蹓蹓吧！
唐铁嘴：王掌柜，捧捧唐铁嘴吧！
王利发：得啦，我送给你一碗茶喝，你就甭卖那套生意口啦！""",
    "letter": """Lyon, 3 March 1921

Dear Mother,

We came here on Tuesday after a long journey, and the children are well.
Please write to us soon.

Your loving son,
Henry""",
    "chinese letter": """亲爱的妈妈：

您好！来到学校已经一个月了，一切都好，请您放心。

此致
敬礼

儿 小明
2022年10月9日""",
    "french letter": """Tours, le 12 mai 1884

Monsieur,

J'ai bien reçu votre lettre du 3, et je vous en remercie.

Veuillez agréer, Monsieur, l'assurance de ma considération.

J. DUPONT""",
    "mail": """From: anna@example.org
To: team@example.org
Date: Sun, 9 Oct 2022 10:00:00 +0200
Subject: Minutes of the meeting

Hi all,

> Could you send the minutes?

Here they are. We agreed on three points:
- the budget stays
- the hall is painted
- Paul writes to the mayor

Best,
Anna""",
    "subtitles": """1
00:00:01,000 --> 00:00:04,200
Good evening, and welcome.

2
00:00:04,500 --> 00:00:07,000
Tonight we go to the sea.

3
00:00:07,500 --> 00:00:09,100
- Are you ready?
- I am.""",
    "chinese subtitles": """1
00:00:01,000 --> 00:00:04,200
晚上好，欢迎收看。

2
00:00:04,500 --> 00:00:07,000
今晚我们去看海。""",
    "recipe": """Onion soup

Serves 4

Ingredients
1 kg onions
50 g butter
1 l stock
Salt

Method
1. Slice the onions.
2. Fry them slowly in the butter for forty minutes.
3. Add the stock and let it simmer.""",
    "chinese recipe": """番茄炒蛋

用料
番茄 2个
鸡蛋 3个
盐 适量

做法
1、番茄切块，鸡蛋打散。
2、热锅下油，炒鸡蛋，盛出。
3、炒番茄，倒入鸡蛋，加盐。""",
    "chat": """[10:01] anna: hi
[10:01] ben: hey
[10:02] anna: lunch at 12?
[10:05] ben: ok""",
    "chinese chat": """小明 10:01
你好
小红 10:02
你好，中午吃什么？
小明 10:03
食堂吧""",
    "words": "apple\nbanana\ncherry\ndate\nelder\nfig\ngrape",
    "chinese words": "苹果\n香蕉\n樱桃\n西瓜\n葡萄\n梨",
    "names": "王小明\n李小红\n张强\n赵刚\n孙丽\n周杰",
    "numbers": "1\n2\n3\n5\n8\n13\n21",
    "bibliography": """[1] Riedl M. News segmentation. 2019.
[2] Naoum A. Article segmentation in digitised newspapers. 2019.
[3] 王明. 报纸版面分析[J]. 情报学报, 2018(3): 12-19.""",
    "contents": """Contents

1 Introduction ........ 1
2 Methods ............. 7
3 Results ............ 15
Index ................ 99""",
    "minutes": """会议纪要

时间：2022年10月9日
地点：三楼会议室
主持：王明
参加：李红、张强

一、通过了预算。
二、决定下周粉刷礼堂。""",
    "contract": """房屋租赁合同

甲方：王明
乙方：李红

第一条 租赁期限自2022年10月9日起至2023年10月8日止。
第二条 月租金为人民币壹仟贰佰元整。

甲方（签字）：        乙方（签字）：""",
    "law": """Article premier. La langue de la République est le français.

Article 2. L'emblème national est le drapeau tricolore.

Article 3. La souveraineté nationale appartient au peuple.""",
    "interview": """问：您什么时候开始写作的？
答：十八岁。
问：为什么？
答：因为想写。""",
    "quiz": """1. Which city is the largest?
A. Lyon
B. Tours
C. Nice
Answer: A""",
    "diary": """10月9日 星期日 晴

今天和爸爸去公园放风筝，很高兴。

10月10日 星期一 雨

今天下雨，在家看书。""",
    "bill": """Invoice 2022-118
2 x chairs      40.00
1 x table      120.00
Total          160.00 EUR""",
    "song": """两只老虎，两只老虎，
跑得快，跑得快，
一只没有眼睛，
一只没有尾巴，
真奇怪，真奇怪！""",
    "dictionary": """lamp n. a thing that gives light
lane n. a narrow road
language n. the words that people use""",
    "arabic": """قصة قصيرة

كان يا ما كان في قديم الزمان ملك يحب الكتب.
وكان يقرأ كل يوم كتابا.""",
    "hebrew": """בראשית

בראשית ברא אלהים את השמים ואת הארץ.
והארץ היתה תהו ובהו.""",
    "mixed scripts": """Hello 你好 привет مرحبا שלום こんにちは 안녕
Γειά σου — नमस्ते — สวัสดี
A1 甲乙 βγ дж""",
    "russian": """Все счастливые семьи похожи друг на друга, каждая несчастливая семья
несчастлива по-своему.

Все смешалось в доме Облонских.""",
    "korean": """나 보기가 역겨워
가실 때에는
말없이 고이 보내 드리오리다.""",
    "thai": "กาลครั้งหนึ่งนานมาแล้ว\nมีกระต่ายกับเต่า",
    "punctuation": "!!!\n???\n...\n———\n“”‘’\n（）\n《》\n●●●\n、、、",
    "ascii art": """  /\\_/\\
 ( o.o )
  > ^ <""",
    "emoji": "🙂🙂🙂\n👩‍👩‍👧‍👦\n🇫🇷 🇨🇳",
    "urls": "https://example.org/a\nhttps://example.org/b?c=d\nwww.example.com",
    "base64": "TWFuIGlzIGRpc3Rpbmd1aXNoZWQsIG5vdCBvbmx5IGJ5\nIGJ1dCBieSB0aGlzIHNpbmd1bGFyIHBhc3Npb24gZnJvbSBvdGhlcg==",
    "tex": """\\documentclass{article}
\\begin{document}
\\section{Introduction}
Let $x > 0$. Then $\\sqrt{x}$ exists.
\\end{document}""",
    "screenplay": """FADE IN:

INT. KITCHEN - NIGHT

ANNA (40s) stands at the window. Rain.

                    ANNA
          You are late again.

                    PAUL
               (quietly)
          The bridge is closed.

CUT TO:""",
    "train times": """Oxford      dep  07:12  08:12
Didcot      arr  07:26  08:26
Reading     arr  07:51  08:51
London      arr  08:24  09:24
Saturdays and Sundays: see page 12""",
    "mail thread": """> On Sun, 9 Oct 2022, Paul wrote:
>> Can we meet on Monday?
>
> Monday is fine.
Good. At ten, then.

--
Anna, from my telephone""",
    "journal in a novel": """JONATHAN HARKER'S JOURNAL

3 May. Bistritz. Left Munich at 8:35 P.M., on 1st May, arriving at Vienna early next morning.

4 May. I found that my landlord had got a letter from the Count, directing him to secure the best place.

5 May. The Castle. The grey of the morning has passed, and the sun is high over the distant horizon.""",
    "letters in a novel": """LETTRE PREMIÈRE

Cécile Volanges à Sophie Carnay

Tu vois, ma bonne amie, que je tiens parole, et que les bonnets et les pompons ne prennent pas tout mon temps.

Paris, ce 3 août 17**.

LETTRE II

La marquise de Merteuil au vicomte de Valmont

Revenez, mon cher vicomte, revenez : que faites-vous chez une vieille tante ?

Paris, ce 4 août 17**.""",
    "request for comments": """Network Working Group                                        A. Writer
Request for Comments: 9999                                October 2022

                        The Page Protocol

Status of This Memo

   This memo describes a protocol for pages.  Distribution of this memo
   is unlimited.

Writer                       Informational                      [Page 1]""",
    "manual page": """LS(1)                     User Commands                    LS(1)

NAME
       ls - list directory contents

SYNOPSIS
       ls [OPTION]... [FILE]...

DESCRIPTION
       List information about the FILEs.""",
    "changes of a program": """# Changelog

## [1.2.0] - 2022-10-09
### Added
- A key for the next page.
### Fixed
- The last line is shown.

## [1.1.0] - 2022-08-01
### Changed
- Faster start.""",
    "commits": """commit 9f2c1ab
Author: Anna <anna@example.org>
Date:   Sun Oct 9 06:25:24 2022 +0200

    A page that is empty is empty

commit 77d01fe
Author: Paul <paul@example.org>
Date:   Sat Oct 8 21:02:11 2022 +0200

    The last line is shown""",
    "article of an encyclopedia": """Lamp

A lamp is a device that gives light.[1] The first lamps burned oil.[2]

== History ==

Oil lamps were known in antiquity.[3][4]

== See also ==
Candle
Lantern

== References ==
1. Smith, J. (1998). Light. Oxford.
2. Ibid., p. 12.""",
    "abstract": """Reading Newspapers Aloud

A. Writer, B. Reader
University of Tours

Abstract. We study how pages are read aloud. Our method needs no training.

Keywords: reading, speech

1 Introduction
Newspapers are hard to read aloud, since columns break sentences.""",
    "thread of a forum": """陈小明 发表于 2022-10-09 10:01
请问这本书在哪里买？

李红 发表于 2022-10-09 10:15
网上有。

陈小明 发表于 2022-10-09 10:20
谢谢！""",
    "notice": """关于国庆节放假的通知

各部门：

根据上级通知，现将2022年国庆节放假安排通知如下：

一、10月1日至7日放假调休，共7天。

二、请各部门做好值班工作。

办公室
2022年9月26日""",
    "judgment": """湖滨市中级人民法院
民事判决书
（2022）湖01民终118号

上诉人（原审被告）：王某，男，1980年出生。

本院认为，双方签订的合同合法有效，应予维持。

判决如下：驳回上诉，维持原判。

审判长　李某
二〇二二年十月九日""",
    "examination": """一、选择题（每题2分，共20分）
1. 下列词语中没有错别字的一项是（　）
A. 再接再厉　B. 走头无路
C. 一如既往　D. 迫不急待

二、阅读理解
阅读下面的文章，回答问题。""",
    "verses": """1 In the beginning God created the heaven and the earth.
2 And the earth was without form, and void.
3 And God said, Let there be light: and there was light.
4 And God saw the light, that it was good.""",
    "telephone book": """Abbott, J., 12 Mill Lane ........ 555-0101
Adams, P., 3 Church Road ....... 555-0144
Allen, R. & Sons, bakers ........ 555-0178""",
    "song with chords": """[Verse 1]
   G            C
The river runs below the town
   D            G
And carries all our letters down

[Chorus]
   Em           C
Row, row, the night is long""",
    "questions and answers": """Q: How do I open a page?
A: Press Enter.

Q: How do I close it?
A: Press q.

Q: Where are my places kept?
A: In the library.""",
    "weather record": """Date        Min   Max  Rain
2022-10-01   8.1  17.4   0.0
2022-10-02   9.3  15.2   4.6
2022-10-03   7.7  16.0   0.2""",
    "radio programmes": """06.00 News
06.15 Morning music
07.00 News, weather
07.30 For schools: The river
12.00 Concert""",
    "calendar": """    October 2022
Su Mo Tu We Th Fr Sa
                   1
 2  3  4  5  6  7  8
 9 10 11 12 13 14 15""",
    "speech": """各位来宾，女士们、先生们：

今天，我们在这里隆重集会，庆祝学校建校六十周年。

六十年来，几代师生艰苦奋斗，学校有了很大发展。

谢谢大家！""",
    "licence": """MIT License

Copyright (c) 2022 Anna Writer

Permission is hereby granted, free of charge, to any person obtaining a copy
of this software and associated documentation files, to deal in the Software
without restriction.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND.""",
    "japanese letter": """拝啓

秋も深まつてまゐりましたが、皆様お変りございませんか。

先日は結構な品をいただき、ありがたうございました。

敬具

令和四年十月九日
山本一郎""",
    "traditional drama": """第一場

（幕啟。客廳，夜。）

母　：你回來了。

子　：火車誤點。

母　：吃飯罷。""",
    "proverbs": """A bird in the hand is worth two in the bush.

All that glitters is not gold.

Better late than never.

Many hands make light work.""",
    "patent": """What is claimed is:

1. A reading device comprising a housing and a lamp.

2. The device of claim 1, wherein the lamp is hinged.

3. The device of claim 2, wherein the hinge is spring-loaded.""",
    "crossword": """ACROSS
1 It gives light (4)
5 Not late (5)
DOWN
2 Opposite of below (5)
3 Sea bird (4)""",
    "game of chess": "1. e4 e5 2. Nf3 Nc6 3. Bb5 a6\n4. Ba4 Nf6 5. O-O Be7",
}
"""A text of each kind, by its name."""
