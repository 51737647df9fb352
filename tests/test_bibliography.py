"""The bibliography of the course is complete, and each of its works can be looked up."""

from sitegen.reading.bibliography import read_bibliography
from tests.conftest import ROOT

ADDRESSES = {
    "pearson1894": "10.1098/rsta.1894.0003",
    "day1969": "10.1093/biomet/56.3.463",
    "akaike1974": "10.1109/TAC.1974.1100705",
    "dempster1977": "10.1111/j.2517-6161.1977.tb01600.x",
    "schwarz1978": "10.1214/aos/1176344136",
    "wu1983": "10.1214/aos/1176346060",
    "redner1984": "10.1137/1026034",
    "celeux1995": "10.1016/0031-3203(94)00125-6",
    "neal1998": "10.1007/978-94-011-5014-9_12",
    "biernacki2000": "10.1109/34.865189",
    "mclachlan2000": "10.1002/0471721182",
    "fraley2002": "10.1198/016214502760047131",
    "biernacki2003": "10.1016/S0167-9473(02)00163-9",
    "blei2006": "10.1214/06-BA104",
    "bishop2006": "978-0-387-31073-2",
    "pedregosa2011": "https://jmlr.org/papers/v12/pedregosa11a.html",
    "deisenroth2020": "10.1017/9781108679930",
    "harris2020": "10.1038/s41586-020-2649-2",
    "blanchard2021": "10.1093/imanum/draa038",
    "murphy2022": "978-0-262-04682-4",
    "sklearn-mixture": "https://scikit-learn.org/stable/modules/mixture.html",
}


def test_each_work_has_the_address_to_look_it_up() -> None:
    works = read_bibliography(ROOT)
    found = {key: work.doi or work.isbn or work.url for key, work in works.items()}
    assert found == ADDRESSES


def test_each_printed_work_says_who_when_and_where() -> None:
    for key, work in read_bibliography(ROOT).items():
        assert work.authors, key
        assert work.title, key
        if key != "sklearn-mixture":  # A page that changes has no year.
            assert work.year in key
            assert work.container or work.publisher, key
        if work.container:
            assert work.pages, key
