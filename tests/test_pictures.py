from __future__ import annotations

import re
from pathlib import Path

import pytest
from PIL import Image

from tests.photographs import claiming, decoded, encoded, photograph, scene
from tests.site_folder import SiteFolder, article_text

LEAD = "image: {{ src: {}, alt: Vue }}\n"


def put(site: SiteFolder, name: str, data: bytes) -> None:
    """Put a picture beside the articles."""
    file = site.root / "content/monde" / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data)


@pytest.fixture
def site(tmp_path: Path) -> SiteFolder:
    folder = SiteFolder(tmp_path)
    folder.write("site.toml", 'title = "Gazette"\n[search]\nenabled = false\n')
    return folder


def test_pictures_are_offered_in_several_sizes_whatever_zone_seed_and_number_of_threads(site: SiteFolder) -> None:
    put(site, "place.jpg", photograph(1000, 700, orientation=6))
    put(site, "wrong.jpg", encoded(scene(), "PNG"))
    put(site, "small.png", encoded(scene(300, 200), "PNG"))
    frames = [Image.new("P", (800, 500), shade) for shade in (1, 2)]
    put(site, "moves.gif", encoded(frames[0], "GIF", save_all=True, append_images=frames[1:]))
    put(site, "moves.webp", encoded(scene(), "WEBP", save_all=True, append_images=[scene(mode="L").convert("RGB")]))
    names = ("wrong.jpg", "small.png", "moves.gif", "moves.webp")
    site.write(
        "content/monde/a.md", article_text(1, "A", "\n\n".join(f"![Vue]({n})" for n in names), LEAD.format("place.jpg"))
    )
    site.build("--jobs", "1", "--cache", "one", "--output", "first", TZ="Asia/Tokyo", PYTHONHASHSEED="1")
    site.build("--jobs", "3", "--cache", "two", "--output", "second", LC_ALL="C", PYTHONHASHSEED="2")
    files = site.files("first")
    page = files["monde/a/index.html"].decode()
    made = {path: decoded(data) for path, data in files.items() if path.startswith("assets/pictures/")}

    assert files == site.files("second")
    assert sorted(re.sub(r"\.\w{10}-", " ", path[16:]) for path in made) == [
        "place 400.webp", "place 640.webp", "place 700.jpg", "place 700.webp",
        "wrong 400.webp", "wrong 640.webp", "wrong 900.png", "wrong 900.webp",
    ]  # fmt: skip
    assert all(image.height > image.width for path, image in made.items() if "place" in path)
    assert page.count("<picture>") == 2
    assert all(f'src="/monde/{name}"' in page for name in names[1:])
    assert {f"monde/{name}" for name in ("place.jpg", *names)} <= files.keys()


def test_every_picture_at_fault_is_told_in_one_run_with_file_and_line(site: SiteFolder) -> None:
    put(site, "cut.jpg", photograph()[:-4000])
    put(site, "bomb.png", claiming(60_000, 60_000))
    put(site, "bomb.gif", b"GIF89a\xff\xff\xff\xff\0\0\0;")
    put(site, "lies.png", claiming(900, 600))
    body = "![Un](cut.jpg)\n\n![Deux](bomb.png)\n\n![Trois](bomb.gif)\n"
    site.write("content/monde/a.md", article_text(1, "A", body))
    site.write("content/monde/b.md", article_text(2, "B", "Texte.", LEAD.format("lies.png")))
    for command in ("build", "check"):
        done = site.run(command)
        told = (done.stdout + done.stderr).decode()
        places = re.findall(
            r"^(content/monde/\S+): the picture \"monde/(\S+)\" (is broken|has \d+ × \d+ pixels)", told, re.MULTILINE
        )

        assert done.returncode == 1
        assert places == [
            ("content/monde/a.md:5", "cut.jpg", "is broken"),
            ("content/monde/a.md:7", "bomb.png", "has 60000 × 60000 pixels"),
            ("content/monde/a.md:9", "bomb.gif", "has 65535 × 65535 pixels"),
            ("content/monde/b.md:4", "lies.png", "is broken"),
        ]
    assert not site.output.exists()


def test_cards_stand_beside_their_articles_and_a_second_build_writes_none(site: SiteFolder) -> None:
    site.fill(2)
    site.build()
    line = site.build()
    cards = [path for path in site.files() if path.endswith("/social-card.png")]

    assert cards == ["monde/n1/social-card.png", "sport/n0/social-card.png"]
    assert " 0 written" in line
