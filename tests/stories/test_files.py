"""Files in the browser: a video that plays with its captions, papers, and a draft from Word."""

from kb.demo.reading import DATA
from kb.people.models import Role
from kb.people.queries import person_by_email
from support import make, papers
from support.browser import axe, sign_in

FILM = DATA / "videos"
PLAYING = """async video => {
  await video.play();
  return new Promise(done => {
    video.ontimeupdate = () => { if (video.currentTime > 0.2) done(true); };
  });
}"""
CAPTIONS = """(video, language) => new Promise(done => {
  const one = [...video.querySelectorAll("track")].find(track => track.srclang === language);
  const tell = () => done(one.track.cues.length);
  one.track.mode = "showing";
  if (one.track.cues?.length) tell(); else one.onload = tell;
})"""


def prepare(site):
    site.invite("Marjatta Hietala", "Petri Saarela")
    site.invite("Jesse Lindqvist", role=Role.READER)
    with site.writing():
        holder = person_by_email(make.email_of("Marjatta Hietala"))
        make.practice("Vihaisen puhelun alku", by=holder)


def test_a_video_plays_with_its_captions_and_a_paper_is_handed_over(
    page, visit, site, say, tmp_path
):
    prepare(site)
    paper = tmp_path / "puhelun kulku.pdf"
    paper.write_bytes(papers.pdf())
    sign_in(page, site, "Marjatta Hietala")
    page.goto(site.address("/practices/vihaisen-puhelun-alku/drafts/fi"))
    page.get_by_label(say("What I do"), exact=True).fill("Kuuntelen ja toistan.")
    brought = [paper, *sorted(FILM.glob("*.vtt")), *FILM.glob("*.webm")]
    page.get_by_label(say("Add files")).set_input_files(brought)

    page.get_by_role("button", name=say("Save the draft")).click()
    page.get_by_text(say("The draft is kept."), exact=True).wait_for()
    axe(page)
    page.get_by_role("button", name=say("Hand over for readers")).click()

    reader = visit()
    sign_in(reader, site, "Jesse Lindqvist")
    reader.goto(site.address("/practices/vihaisen-puhelun-alku"))
    video = reader.locator("video")
    assert video.evaluate(PLAYING) is True
    language = reader.evaluate("document.documentElement.lang")
    assert video.evaluate(CAPTIONS, language) == 4
    axe(reader)
    with reader.expect_download() as download:
        reader.get_by_role("link", name="puhelun-kulku.pdf").click()
    assert download.value.suggested_filename == "puhelun-kulku.pdf"
    page.get_by_role("heading", name=say("Files")).wait_for()
    for one in (page, reader):
        one.keyboard.press("End")
        one.wait_for_load_state("networkidle")  # what comes when it is scrolled to has come


def test_what_is_no_file_of_ours_is_said_and_the_text_stays(page, site, say, tmp_path):
    prepare(site)
    drawing = tmp_path / "kuva.svg"
    drawing.write_text("<svg xmlns='http://www.w3.org/2000/svg'/>")
    sign_in(page, site, "Marjatta Hietala")
    page.goto(site.address("/practices/vihaisen-puhelun-alku/drafts/fi"))
    page.get_by_label(say("What I do"), exact=True).fill("Kuuntelen ja toistan.")
    page.get_by_label(say("Add files")).set_input_files(drawing)

    page.get_by_role("button", name=say("Save the draft")).click()

    sentence = say("attachment.kind_not_taken", name="kuva.svg")
    page.get_by_role("alert").get_by_text(sentence).wait_for()
    assert page.get_by_label(say("What I do"), exact=True).input_value() == (
        "Kuuntelen ja toistan."
    )
    axe(page)


def test_a_word_document_becomes_a_draft_without_names(page, site, say, tmp_path):
    prepare(site)
    paper = tmp_path / "nordea.docx"
    paper.write_bytes(papers.docx(shown=papers.shown()))
    sign_in(page, site, "Petri Saarela")
    page.goto(site.address("/practices/new"))
    page.get_by_role("link", name=say("Bring it from a file: Word or PDF")).click()
    axe(page)
    page.get_by_label(say("Word document or PDF")).set_input_files(paper)

    page.get_by_role("button", name=say("Read the file")).click()
    page.get_by_label("Nordea (2)").fill("Pankki-01")
    axe(page)
    page.get_by_role("button", name=say("Make it a draft")).click()

    page.wait_for_url("**/drafts/*")
    situation = page.get_by_label(say("Situation"), exact=True).input_value()
    assert situation == "Asiakas huutaa, ja Pankki-01:n palvelu on poikki."
    axe(page)
