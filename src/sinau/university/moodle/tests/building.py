"""A small Moodle course as a backup, in each of the shapes Moodle has written."""

from __future__ import annotations

import tarfile
from hashlib import sha1
from io import BytesIO
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

DOT = b"\x89PNG\r\n\x1a\n" + b"0" * 40
PAPER = b"%PDF-1.4 selembar kertas"
NULL = "$@NULL@$"

_ANSWERS = (
    '<answers><answer id="41"><answertext>{a}</answertext><answerformat>1</answerformat>'
    "<fraction>1.0000000</fraction><feedback>tepat</feedback><feedbackformat>1</feedbackformat></answer>"
    '<answer id="42"><answertext>{b}</answertext><answerformat>1</answerformat>'
    "<fraction>0.0000000</fraction><feedback></feedback><feedbackformat>1</feedbackformat></answer></answers>"
)


def question(number: int, kind: str, prompt: str, plugin: str, *, parent: int = 0) -> str:
    """One question as the backup keeps it."""
    name = {"cloze": "multianswer"}.get(kind, kind)
    return (
        f'<question id="{number}"><parent>{parent}</parent><name>Soal {number}</name>'
        f"<questiontext>{escape(prompt)}</questiontext><questiontextformat>1</questiontextformat>"
        "<generalfeedback></generalfeedback><generalfeedbackformat>1</generalfeedbackformat>"
        f"<defaultmark>1.0000000</defaultmark><penalty>0.3333333</penalty><qtype>{name}</qtype>"
        f"<plugin_qtype_{name}_question>{plugin}</plugin_qtype_{name}_question>"
        "<question_hints></question_hints><tags></tags></question>"
    )


QUESTIONS = {
    5: question(
        5,
        "multichoice",
        '<p>Apa <b>itu</b>? <img src="@@PLUGINFILE@@/peta.png" alt="Peta"></p>',
        _ANSWERS.format(a="ya", b="tidak")
        + '<multichoice id="1"><single>1</single><shuffleanswers>0</shuffleanswers>'
        "<correctfeedback>bagus</correctfeedback><correctfeedbackformat>1</correctfeedbackformat></multichoice>",
    ),
    6: question(
        6,
        "truefalse",
        "Bumi datar.",
        _ANSWERS.format(a="Salah", b="Benar")
        + '<truefalse id="1"><trueanswer>42</trueanswer><falseanswer>41</falseanswer></truefalse>',
    ),
    7: question(
        7,
        "numerical",
        "Berapa?",
        _ANSWERS.format(a="45", b="*")
        + '<numerical_records><numerical_record id="1"><answer>41</answer><tolerance>0.5</tolerance></numerical_record>'
        '<numerical_record id="2"><answer>42</answer><tolerance>0</tolerance></numerical_record></numerical_records>',
    ),
    8: question(
        8,
        "match",
        "Jodohkan",
        '<matchoptions id="1"><shuffleanswers>1</shuffleanswers></matchoptions><matches>'
        + "".join(
            f'<match id="{n}"><questiontext>{a}</questiontext><questiontextformat>1</questiontextformat><answertext>{b}</answertext></match>'
            for n, (a, b) in enumerate([("a", "1"), ("b", "2")])
        )
        + "</matches>",
    ),
    9: question(
        9,
        "cloze",
        "Kota {#1} itu.",
        '<answers></answers><multianswer id="1"><question>9</question><sequence>10</sequence></multianswer>',
    ),
    10: question(10, "shortanswer", "{1:SHORTANSWER:=Yogya}", "", parent=9),
    11: question(11, "calculated", "Hitung {a}", ""),
    12: question(
        12,
        "essay",
        "Jelaskan",
        '<essay id="1"><graderinfo>alasan</graderinfo><graderinfoformat>1</graderinfoformat></essay>',
    ),
}


def bank(*, new: bool) -> str:
    """The bank, as Moodle 4 or as Moodle 3 writes it."""
    extra = {} if new else {13: question(13, "random", "0", "")}
    rows = {**QUESTIONS, **extra}
    if new:
        inside = "".join(
            f'<question_bank_entry id="{100 + n}"><question_version><question_versions id="{n}"><version>1</version>'
            f"<status>ready</status><questions>{row}</questions></question_versions></question_version></question_bank_entry>"
            for n, row in rows.items()
        )
        inside = f"<question_bank_entries>{inside}</question_bank_entries>"
    else:
        inside = f"<questions>{''.join(rows.values())}</questions>"
    return (
        '<question_categories><question_category id="2"><name>top</name><parent>0</parent></question_category>'
        f'<question_category id="3"><name>Dasar</name><parent>2</parent>{inside}</question_category></question_categories>'
    )


def slots(*, new: bool) -> str:
    """Four places: a choice, a number, one that cannot be taken, and a random draw."""
    if not new:
        return "".join(
            f'<question_instance id="{n}"><slot>{n}</slot><questionid>{q}</questionid><maxmark>{m}</maxmark></question_instance>'
            for n, (q, m) in enumerate([(5, 2), (7, 1), (11, 1), (13, 1)], start=1)
        )
    fixed = "".join(
        f'<question_instance id="{n}"><slot>{n}</slot><maxmark>{m}</maxmark><question_reference id="{n}">'
        f"<component>mod_quiz</component><questionbankentryid>{100 + q}</questionbankentryid><version>{NULL}</version>"
        "</question_reference></question_instance>"
        for n, (q, m) in enumerate([(5, 2), (7, 1), (11, 1)], start=1)
    )
    condition = escape('{"filter":{"category":{"jointype":1,"values":["3"]}}}')
    return (
        f'{fixed}<question_instance id="4"><slot>4</slot><maxmark>1</maxmark><question_set_reference id="4">'
        f"<filtercondition>{condition}</filtercondition></question_set_reference></question_instance>"
    )


ACTIVITIES = {
    "page": '<page id="1"><name>Halaman satu</name><intro></intro><introformat>1</introformat>'
    "<content>{page}</content><contentformat>1</contentformat></page>",
    "label": '<label id="1"><name>x</name><intro>&lt;p&gt;Selamat &lt;em&gt;datang&lt;/em&gt;.&lt;/p&gt;</intro><introformat>1</introformat></label>',
    "url": '<url id="1"><name>Situs</name><intro></intro><externalurl>https://example.org/a b</externalurl></url>',
    "resource": '<resource id="1"><name>Naskah</name><intro></intro></resource>',
    "book": '<book id="1"><name>Buku</name><intro></intro><chapters>'
    '<chapter id="21"><pagenum>1</pagenum><subchapter>0</subchapter><title>Awal</title><content>Isi satu</content><contentformat>1</contentformat><hidden>0</hidden></chapter>'
    '<chapter id="22"><pagenum>2</pagenum><subchapter>1</subchapter><title>Rinci</title><content>Isi dua</content><contentformat>1</contentformat><hidden>0</hidden></chapter>'
    '<chapter id="23"><pagenum>3</pagenum><subchapter>0</subchapter><title>Rahasia</title><content>x</content><contentformat>1</contentformat><hidden>1</hidden></chapter></chapters></book>',
    "lesson": '<lesson id="1"><name>Bercabang</name><intro></intro><pages>'
    '<page id="31"><prevpageid>0</prevpageid><nextpageid>32</nextpageid><qtype>20</qtype><title>Satu</title><contents>Bacaan</contents><contentsformat>1</contentsformat></page>'
    '<page id="32"><prevpageid>31</prevpageid><nextpageid>0</nextpageid><qtype>3</qtype><title>Tanya</title><contents>?</contents></page></pages></lesson>',
    "assign": '<assign id="1"><name>Tugas akhir</name><intro>Tulis rencana.</intro><introformat>1</introformat></assign>',
    "forum": '<forum id="1"><name>Diskusi</name><intro>x</intro></forum>',
    "quiz": '<quiz id="1"><name>Kuis akhir</name><intro></intro><timelimit>1800</timelimit><attempts_number>2</attempts_number>'
    "<question_instances>{slots}</question_instances></quiz>",
}


def files_of(*, new: bool = True, backup_id: str = "abc123") -> dict[str, bytes]:
    """Every file of the backup."""
    page = escape(
        '<h2>Judul</h2><p>Isi <img src="@@PLUGINFILE@@/gambar/peta.png" alt="Peta"> <a href="$@PAGEVIEWBYID*2@$">lihat</a></p>'
    )
    index = "".join(
        f"<activity><moduleid>{n}</moduleid><sectionid>{1 if kind == 'label' else 2}</sectionid>"
        f"<modulename>{kind}</modulename><title>{kind}</title><directory>activities/{kind}_{n}</directory></activity>"
        for n, kind in enumerate(ACTIVITIES, start=1)
    )
    sections = "".join(
        f"<section><sectionid>{n}</sectionid><title>{n}</title><directory>sections/section_{n}</directory></section>"
        for n in (1, 2)
    )
    out = {
        "moodle_backup.xml": (
            "<moodle_backup><information><name>x.mbz</name><moodle_release>4.1</moodle_release>"
            f"<original_course_fullname>Kursus Lama</original_course_fullname><details><detail backup_id='{backup_id}'><type>course</type></detail></details>"
            f"<contents><activities>{index}</activities><sections>{sections}</sections></contents></information></moodle_backup>"
        ),
        "course/course.xml": "<course id='1' contextid='9'><fullname>Kursus Lama</fullname><summary>&lt;p&gt;Tujuannya jelas.&lt;/p&gt;</summary><summaryformat>1</summaryformat></course>",
        "sections/section_1/section.xml": f"<section id='1'><number>0</number><name>{NULL}</name><summary></summary><sequence>2</sequence><visible>1</visible></section>",
        "sections/section_2/section.xml": "<section id='2'><number>1</number><name>Bagian utama</name><summary>Ringkas.</summary><summaryformat>1</summaryformat><sequence>4,3,1,5,6,7,8,9</sequence><visible>1</visible></section>",
        "questions.xml": bank(new=new),
        "users.xml": "<users></users>",
    }
    for n, (kind, inside) in enumerate(ACTIVITIES.items(), start=1):
        body = inside.replace("{page}", page).replace("{slots}", slots(new=new))
        out[f"activities/{kind}_{n}/{kind}.xml"] = (
            f"<activity id='1' moduleid='{n}' modulename='{kind}' contextid='{50 + n}'>{body}</activity>"
        )
        out[f"activities/{kind}_{n}/module.xml"] = (
            f"<module id='{n}'><modulename>{kind}</modulename><visible>1</visible></module>"
        )
    out["activities/quiz_9/grades.xml"] = (
        "<activity_gradebook><grade_items><grade_item id='1'><grademax>10.00</grademax><gradepass>7.50</gradepass></grade_item></grade_items></activity_gradebook>"
    )
    stored = [
        (51, "mod_page", "content", 0, "/gambar/", "peta.png", "image/png", DOT),
        (54, "mod_resource", "content", 0, "/", "naskah.pdf", "application/pdf", PAPER),
        (9, "question", "questiontext", 5, "/", "peta.png", "image/png", DOT),
    ]
    rows = ""
    contents: dict[str, bytes] = {}
    for n, (context, component, area, item, folder, name, kind, content) in enumerate(stored):
        digest = sha1(content).hexdigest()
        contents[f"files/{digest[:2]}/{digest}"] = content
        rows += (
            f"<file id='{n}'><contenthash>{digest}</contenthash><contextid>{context}</contextid><component>{component}</component>"
            f"<filearea>{area}</filearea><itemid>{item}</itemid><filepath>{folder}</filepath><filename>{name}</filename><mimetype>{kind}</mimetype></file>"
        )
    out["files.xml"] = f"<files>{rows}</files>"
    return {**{name: words.encode() for name, words in out.items()}, **contents}


def zipped(files: dict[str, bytes]) -> bytes:
    """As Moodle wrote backups first."""
    kept = BytesIO()
    with ZipFile(kept, "w", ZIP_DEFLATED) as whole:
        for name, content in files.items():
            whole.writestr(name, content)
    return kept.getvalue()


def tarred(files: dict[str, bytes]) -> bytes:
    """As Moodle writes them now."""
    kept = BytesIO()
    with tarfile.open(fileobj=kept, mode="w:gz") as whole:
        for name, content in files.items():
            member = tarfile.TarInfo(name)
            member.size = len(content)
            whole.addfile(member, BytesIO(content))
    return kept.getvalue()
