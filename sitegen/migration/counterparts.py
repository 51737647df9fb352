"""Hugo's settings that `site.yaml` has no key for: what they mean here, and what to do."""

from collections.abc import Mapping

from sitegen.migration.ledger import Left
from sitegen.model.problem import did_you_mean

OLD_ADDRESSES = "give pages that move their old address as 'aliases'"
REDIRECTS = "addresses that were left lead on to the new ones by 'aliases' alone"
SLASHES = f"every address is a folder and ends in a slash; {OLD_ADDRESSES}"
RELATIVE = "links are relative; only feeds, the sitemap and the head have whole addresses"
BY_FOLDERS = "the menu follows folders, 'weight' and 'linkTitle' of the pages"
NO_TAGS = "there are no pages of tags and categories: gather what belongs together in a section"
PARAMS = "what templates read goes below 'params'"
DRAFTS = "drafts are shown by 'serve' and 'build' once their 'draft: true' is gone"
ALL_DAYS = "no page waits for a day or ends on one: take out what must not be seen yet"
TEMPLATES = "write it into templates/"
ONE_FORM = "beside HTML there are the feeds, and every page as Markdown"

GROUPS: Mapping[str, Mapping[str, str]] = {
    "addresses, which may change": {
        "permalinks": f"addresses follow folders and 'slug'; {OLD_ADDRESSES}",
        "uglyURLs": SLASHES,
        "disablePathToLower": "compare the addresses of pages with capitals in their names",
        "removePathAccents": "compare the addresses of pages with accents in their names",
        "canonifyURLs": RELATIVE,
        "relativeURLs": RELATIVE,
        "disableAliases": REDIRECTS,
        "disableDefaultLanguageRedirect": REDIRECTS,
        "disableDefaultSiteRedirect": REDIRECTS,
        "languages.*.baseURL": "all languages are below one base_url",
    },
    "done here without being asked": {
        "sitemap": "every build writes sitemap.xml",
        "outputs": ONE_FORM,
        "outputFormats": ONE_FORM,
        "defaultOutputFormat": ONE_FORM,
        "mediaTypes": ONE_FORM,
        "disableKinds": "feeds, sitemap, robots.txt and 404.html are always written",
        "rssLimit": "every language has a feed",
        "minify": "pages are small as they are; let the server compress them",
        "enableRobotsTXT": "every build writes robots.txt",
        "enableGitInfo": "'lastmod' is the day of the last commit where a page does not say it",
        "frontmatter": "'lastmod' is the page's, else the day of its last commit",
        "hasCJKLanguage": "words are counted as each language writes them",
        "refLinksErrorLevel": "a link to nowhere is an error ('checks: {link: warning}')",
        "refLinksNotFoundURL": "a link to nowhere is an error ('checks: {link: warning}')",
        "summaryLength": "lists show the 'description' of a page",
        "buildDrafts": DRAFTS,
        "buildFuture": ALL_DAYS,
        "buildExpired": ALL_DAYS,
        "timeZone": "days are published as pages say them",
        "locale": "pages say the code of their language",
        "languageCode": "pages say the code of their language",
    },
    "the theme and its looks": {
        "theme": "a theme of our own stands in, and what that one sets by itself is not read",
        "themesDir": "a theme of our own stands in",
        "module": "copy what is mounted from elsewhere; a language's folder is its 'content'",
        "menus": BY_FOLDERS,
        "menu": BY_FOLDERS,
        "sectionPagesMenu": BY_FOLDERS,
        "mainSections": BY_FOLDERS,
        "taxonomies": NO_TAGS,
        "taxonomyTerm": NO_TAGS,
        "related": "neighbours in the menu are what a page leads to",
        "pagination": "a section lists all its pages",
        "paginate": "a section lists all its pages",
        "paginatePath": "a section lists all its pages",
        "page": "a page leads to its neighbours in the order of the menu",
        "cascade": "write it into the front matter of every page that needs it",
        "capitalizeListTitles": "titles stay as they are written",
        "pluralizeListTitles": "titles stay as they are written",
        "titleCaseStyle": "titles stay as they are written",
        "author": TEMPLATES,
        "copyright": TEMPLATES,
        "social": TEMPLATES,
        "googleAnalytics": "pages ask nobody else's server",
        "disqusShortname": "pages ask nobody else's server",
        "services": "pages ask nobody else's server",
        "privacy": "pages ask nobody else's server",
        "imaging": "images are published as they are",
        "layoutDir": "templates are in templates/, and are Jinja2",
        "assetDir": "nothing is compiled: put what pages load into static/",
        "staticDir": "files are taken from static/: put them there",
        "dataDir": "no page reads data files",
        "i18nDir": "the words of the interface are in i18n/<locale>.po",
        "archetypeDir": "'python build.py new' begins a page",
        "ignoreFiles": "every .md below content/ is a page: take others away",
        "contentTypes": "pages are Markdown",
    },
    "how Markdown is read": {
        "markup": "look at the pages that rely on it",
        "pygmentsUseClasses": "code is coloured by the theme",
        "pygmentsCodeFences": "code is coloured by the theme",
        "pygmentsOptions": "code is coloured by the theme",
        "pygmentsStyle": "code is coloured by the theme",
        "blackfriday": "look at the pages that rely on it",
    },
    "the languages": {},
    "Hugo's own work, nothing to do": dict.fromkeys(
        (
            *("build", "caches", "cacheDir", "cleanDestinationDir", "contentDir", "debug"),
            *("defaultContentRole", "defaultContentRoleInSubdir", "defaultContentVersion"),
            *("defaultContentVersionInSubdir", "deployment", "disableFastRender"),
            *("disableHugoGeneratorInject", "disableLiveReload", "environment"),
            *("enableMissingTranslationPlaceholders", "forceSyncStatic", "HTTPCache"),
            *("ignoreCache", "ignoreErrors", "ignoreLogs", "ignoreVendorPaths", "logLevel"),
            *("metaDataFormat", "newContentEditor", "noBuildLock", "noChmod", "noTimes"),
            *("panicOnWarning", "printI18nWarnings", "printPathWarnings"),
            *("printUnusedTemplates", "publishDir", "quiet", "renderSegments", "resourceDir"),
            *("roles", "security", "segments", "server", "templateMetrics"),
            *("templateMetricsHints", "timeout", "verbose", "versions", "watch"),
        ),
        "it is about how Hugo runs",
    ),
    "not known": {},
}
"""What is said of every setting, by what it means for a book, in the order it is told."""

TAKEN = (
    *("title", "baseURL", "defaultContentLanguage", "defaultContentLanguageInSubdir"),
    *("disableLanguages", "enableEmoji", "languages", "params"),
)
"""Settings that are taken over."""

MARKUP = {
    "markup.highlight": "code is coloured by the theme, and its lines have no numbers",
    "markup.tableofcontents": "the theme decides which headings the contents show",
    "markup.goldmark.parser.autoheadingidtype": "look at links to headings without {#name}",
    "markup.goldmark.parser.autoheadingid": "every heading has an anchor",
    "markup.goldmark.parser.attribute": "headings take {#name}; other attributes need a template",
}

HARMLESS: Mapping[str, object] = {
    "uglyurls": False,
    "disablepathtolower": False,
    "removepathaccents": False,
    "canonifyurls": False,
    "relativeurls": True,
    "builddrafts": False,
    "buildfuture": False,
    "buildexpired": False,
    "disablealiases": False,
    "enablerobotstxt": True,
    "enablegitinfo": True,
    "hascjklanguage": True,
    "markup.defaultmarkdownhandler": "goldmark",
    "markup.goldmark.extensions.table": True,
    "markup.goldmark.extensions.strikethrough": True,
    "markup.goldmark.extensions.definitionlist": True,
    "markup.goldmark.extensions.footnote": True,
    "markup.goldmark.parser.autoheadingid": True,
}
"""Values with which Hugo does what is done here."""


def is_harmless(left: Left) -> bool:
    """Tell whether a setting says what is so here anyway."""
    return left.path in HARMLESS and HARMLESS[left.path] == left.setting.value


def advice(left: Left) -> tuple[str, str]:
    """Return the group of a setting without counterpart, and what to do."""
    top, _, rest = left.path.partition(".")
    if top == "languages":
        return _of_language(rest.partition(".")[2])
    if left.path in MARKUP:
        return "how Markdown is read", MARKUP[left.path]
    if known := _of(top):
        return known
    names = [*TAKEN, *(name for group in GROUPS.values() for name in group if "*" not in name)]
    near = did_you_mean(left.name, names)
    hint = near if near.startswith("did you mean") else PARAMS
    return "not known", f"it is no setting of Hugo; {hint}"


def _of_language(key: str) -> tuple[str, str]:
    """Return the group of a setting that one language has for itself, and what to do."""
    if known := _of(f"languages.*.{key}"):
        return known
    if key == "markup" or key in map(str.lower, TAKEN):
        return "the languages", "it is the same for all languages here"
    return _of(key) or ("the languages", PARAMS)


def _of(key: str) -> tuple[str, str] | None:
    """Return the group of one of Hugo's own keys, and what to do."""
    for group, names in GROUPS.items():
        for name, said in names.items():
            if name.lower() == key.lower():
                return group, said
    return None
