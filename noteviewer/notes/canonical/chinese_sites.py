"""What names a page on Chinese sites."""

from noteviewer.notes.canonical.rule import rule

_SAME_NUMBER = "the same number opens the same page in each of these forms"
_SHARING = "the page ignores every other parameter: they say who shared it, and from where"

RULES = (
    rule(
        "long form of an article: account, message, position in it and signature; chksm, scene,"
        " mpshare, srcid, pass_ticket, xtrack ... differ from share to share",
        "mp.weixin.qq.com",
        r"mp\.weixin\.qq\.com/s",
        keep="__biz mid idx sn",
        needs="__biz mid idx",
    ),
    rule(
        "oldest form of an article; appmsgid, itemidx, sign became mid, idx, sn",
        "mp.weixin.qq.com",
        r"mp\.weixin\.qq\.com/mp/appmsg/show",
        "mp.weixin.qq.com/s?__biz={__biz}&idx={itemidx}&mid={appmsgid}&sn={sign}",
        needs="__biz appmsgid itemidx sign",
    ),
    rule(
        "short form of an article: the path alone; which long form it is, only the server knows",
        "mp.weixin.qq.com",
        r"mp\.weixin\.qq\.com/s/[\w-]+",
    ),
    rule(
        "album of an account; action, scene, count, uin ... only say how it is shown",
        "mp.weixin.qq.com",
        r"mp\.weixin\.qq\.com/mp/appmsgalbum",
        keep="__biz album_id",
        needs="album_id",
    ),
    rule(
        "answers are numbered across questions; with and without the question, same page",
        "zhihu.com",
        r"zhihu\.com/(?:question/(?:\d+/)?)?answer/(?P<id>\d+)",
        "zhihu.com/answer/{id}",
    ),
    rule(
        "tardis pages are for search engines and show the answer of that number",
        "zhihu.com",
        r"zhihu\.com/tardis/\w+/ans/(?P<id>\d+)",
        "zhihu.com/answer/{id}",
    ),
    rule(
        "a question with its answers in another order is the same question",
        "zhihu.com",
        r"zhihu\.com/(?:tardis/\w+/qus|question)/(?P<id>\d+)(?:/answers/\w+)?",
        "zhihu.com/question/{id}",
    ),
    rule(
        "articles are numbered across columns: " + _SAME_NUMBER,
        "zhihu.com zhuanlan.zhihu.com",
        r"(?:zhuanlan\.)?zhihu\.com/(?:(?:column/|[\w-]+/)?p|tardis/\w+/art)/(?P<id>\d+)",
        "zhuanlan.zhihu.com/p/{id}",
    ),
    rule(
        "the address of a column before and after it moved to the main host",
        "zhihu.com zhuanlan.zhihu.com",
        r"(?:zhuanlan\.zhihu\.com|zhihu\.com/column)/(?P<name>[\w-]+)",
        "zhihu.com/column/{name}",
    ),
    rule(_SHARING, "zhihu.com", r"zhihu\.com/(?:pin|zvideo|people|org)/[\w-]+"),
    rule(
        "a blog has its user's name in the path or as a host; case is ignored",
        "blog.csdn.net",
        r"blog\.csdn\.net/(?P<user>[\w.-]+)/article/details/(?P<id>\d+)",
        "blog.csdn.net/{user}/article/details/{id}",
        lower="user",
    ),
    rule(
        "a blog has its user's name in the path or as a host; case is ignored",
        ".blog.csdn.net",
        r"(?P<user>[\w-]+)\.blog\.csdn\.net/article/details/(?P<id>\d+)",
        "blog.csdn.net/{user}/article/details/{id}",
        lower="user",
    ),
    rule(
        "old mobile form of a blog's article",
        "blog.csdn.net",
        r"blog\.csdn\.net/article/details",
        "blog.csdn.net/{username}/article/details/{id}",
        needs="username id",
    ),
    rule(
        "user names ignore case; everything is in the path",
        "cnblogs.com",
        r"cnblogs\.com/(?P<user>[\w.-]+)/(?P<rest>(?:p|articles|archive)/.+)",
        "cnblogs.com/{user}/{rest}",
        lower="user",
    ),
    rule(_SHARING, "jianshu.com", r"jianshu\.com/(?:p|u|nb|c)/\w+"),
    rule(_SHARING, "sohu.com", r"sohu\.com/(?:a|picture)/[\d_]+"),
    rule(
        "articles have one code in all channels: " + _SAME_NUMBER,
        "163.com c.m.163.com dy.163.com",
        r"(?:(?:c\.m|dy)\.)?163\.com/"
        r"(?:(?:dy|news|tech|money)/article|news/a|v2/article/detail)/(?P<id>[A-Z0-9]{16})\.html",
        "163.com/dy/article/{id}.html",
    ),
    rule(
        "songs, albums, playlists: " + _SAME_NUMBER,
        "music.163.com y.music.163.com",
        r"(?:y\.)?music\.163\.com/(?:m/)?(?P<what>song|album|playlist|artist|program|djradio|video)",
        "music.163.com/{what}?id={id}",
        needs="id",
    ),
    rule(
        "news have one code in all channels, its case ignored: " + _SAME_NUMBER,
        "new.qq.com xw.qq.com view.inews.qq.com news.qq.com",
        r"(?:new|xw|view\.inews|news)\.qq\.com/"
        r"(?:rain/a|omn/\d{8}|omn|cmsid|amphtml|a|wxn|k|w|c)/"
        r"(?P<id>[A-Za-z0-9]{3}\w{9,17})(?:\.html)?",
        "new.qq.com/rain/a/{id}",
        upper="id",
    ),
    rule(
        "articles have one code in all channels: " + _SAME_NUMBER,
        ".ifeng.com",
        r"\w+\.ifeng\.com/c/(?:s/)?(?P<id>[0-9A-Za-z]{9,13})",
        "ifeng.com/c/{id}",
    ),
    rule(
        "the mobile page is called detail: " + _SAME_NUMBER,
        "thepaper.cn",
        r"thepaper\.cn/(?:newsDetail_forward_|detail/)(?P<id>\d+)",
        "thepaper.cn/newsDetail_forward_{id}",
    ),
    rule(
        "the article's number; wfr, for, searchword ... say where it was found",
        "baijiahao.baidu.com",
        r"baijiahao\.baidu\.com/s",
        keep="id",
        needs="id",
    ),
    rule(_SHARING, "baike.baidu.com", r"baike\.baidu\.com/(?:item|view|subview)/.+"),
    rule(
        "view, its mobile form and its share form: " + _SAME_NUMBER,
        "wenku.baidu.com",
        r"wenku\.baidu\.com/(?:view|share)/(?P<id>[0-9a-f]+)(?:\.html)?",
        "wenku.baidu.com/view/{id}",
    ),
    rule(_SHARING, "zhidao.baidu.com", r"zhidao\.baidu\.com/question/\d+\.html"),
    rule(
        "the page of a thread counts",
        "tieba.baidu.com",
        r"tieba\.baidu\.com/p/\d+",
        keep="pn",
        drop="pn=1",
    ),
    rule(
        "a share is asked for its password by surl, which is its name without the first 1",
        "pan.baidu.com",
        r"pan\.baidu\.com/(?:share/init|wap/init)",
        "pan.baidu.com/s/1{surl}",
        needs="surl",
    ),
    rule("pwd only fills in the password", "pan.baidu.com", r"pan\.baidu\.com/s/[\w-]+"),
    rule(
        "article, group, item, a and i: " + _SAME_NUMBER,
        "toutiao.com",
        r"toutiao\.com/(?:article/|group/|item/|a|i)(?P<id>\d{15,})",
        "toutiao.com/article/{id}",
    ),
    rule(
        "bilibili-API-collect, docs/misc/b23tv: short host and search form lead to the video;"
        " p is the part, vd_source, spm_id_from, share_* the sharer",
        "bilibili.com b23.tv",
        r"(?:bilibili\.com/(?:s/)?video|b23\.tv)/(?P<id>BV\w{10}|[aA][vV]\d+)",
        "bilibili.com/video/{id}",
        keep="p",
        drop="p=1",
    ),
    rule(
        "the embedded player of a video",
        "player.bilibili.com",
        r"player\.bilibili\.com/player\.html",
        "bilibili.com/video/{bvid}",
        needs="bvid",
    ),
    rule(
        "articles for mobile name the number as a parameter",
        "bilibili.com",
        r"bilibili\.com/read/mobile",
        "bilibili.com/read/cv{id}",
        needs="id",
    ),
    rule(
        _SHARING,
        "bilibili.com space.bilibili.com t.bilibili.com",
        r"(?:bilibili\.com/(?:read/cv|opus/|bangumi/play/|bangumi/media/)|t\.bilibili\.com/)\w+",
    ),
    rule(
        "headline articles on four hosts: " + _SAME_NUMBER,
        "weibo.com",
        r"weibo\.com/ttarticle/p/show",
        keep="id",
        needs="id",
    ),
    rule(
        "headline articles on four hosts: " + _SAME_NUMBER,
        "weibo.com card.weibo.com",
        r"(?:weibo\.com/ttarticle/x|card\.weibo\.com/article)/m/show/id/(?P<id>\d+)",
        "weibo.com/ttarticle/p/show?id={id}",
    ),
    rule(
        "headline articles on four hosts: " + _SAME_NUMBER,
        "media.weibo.cn",
        r"media\.weibo\.cn/article",
        "weibo.com/ttarticle/p/show?id={id}",
        needs="id",
    ),
    rule(
        "status and detail: " + _SAME_NUMBER,
        "m.weibo.cn",
        r"m\.weibo\.cn/(?:status|detail)/(?P<id>\w+)",
        "m.weibo.cn/detail/{id}",
    ),
    rule(_SHARING, "weibo.com", r"weibo\.com/\d+/\w+"),
    rule(_SHARING, "juejin.cn", r"juejin\.cn/(?:post|entry|pin|book)/\w+"),
    rule(_SHARING, "segmentfault.com", r"segmentfault\.com/[aq]/\d+"),
    rule(
        _SHARING,
        "cloud.tencent.com developer.aliyun.com bbs.huaweicloud.com",
        r"(?:cloud\.tencent\.com/developer/(?:article|news)|developer\.aliyun\.com/article"
        r"|bbs\.huaweicloud\.com/blogs)/\w+",
    ),
    rule(
        "with and without .html: " + _SAME_NUMBER,
        "36kr.com",
        r"36kr\.com/p/(?P<id>\d+)(?:\.html)?",
        "36kr.com/p/{id}",
    ),
    rule(
        "_s marks a longer article shown on one page",
        "guancha.cn",
        r"guancha\.cn/(?P<rest>[\w/-]+?\d)(?:_s)?\.shtml",
        "guancha.cn/{rest}.shtml",
    ),
    rule("the number", "user.guancha.cn", r"user\.guancha\.cn/main/content", keep="id", needs="id"),
    rule(
        "films, books and records for mobile: " + _SAME_NUMBER,
        "m.douban.com",
        r"m\.douban\.com/(?P<what>movie|book|music)/subject/(?P<id>\d+)",
        "{what}.douban.com/subject/{id}",
    ),
    rule(
        "everything is in the path",
        "movie.douban.com book.douban.com music.douban.com",
        r"(?:movie|book|music)\.douban\.com/(?:subject|review)/\d+",
    ),
)
