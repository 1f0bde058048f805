"""Closed-class words of Chinese and English link lists, by what they say of a label or a line."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


NOUNS = _words(
    """
    官网 官方 网站 网址 站点 主页 首页 地址 链接 代码 源码 源代码 文档 文件 教程 参考 参考文献
    参考资料 资料 文献 文章 网页 主题 内容 论文 综述 书籍 书 博客 视频 课程 手册 说明 介绍 简介
    下载 出处 来源 原文 转载 译文 翻译 版本 实现 示例 例子 例程 样例 案例 工具 数据 数据集 模型
    项目 仓库 图 图片 图床 页面 新闻 报道 讨论 回答 问答 问题 帖子 专栏 公众号 维基 维基百科 百科
    百度百科 定义 规范 标准 电子版 中文版 英文版 技术报告 报告 作者 目录 附件 软件 产品 程序 入门
    插件 电子书 云盘 预览 效果 解析 快速入门 快速开始 答案 评测 测评 解读 详解 笔记 总结 推荐 阅读
    扩展阅读 延伸阅读 更新 资源
    网盘 提取码 密码 wiki api sdk demo code github gitee gitlab git paper papers pdf ppt slide
    slides video videos doc docs documentation homepage website site web blog repo repository
    tutorial tutorials guide manual link links url uri reference references ref refs source
    sources download downloads here arxiv doi example examples article articles post posts page
    pages readme zoo issue dataset datasets sample samples ebook 讲解 科普 科普贴 中文网
    """
)

"""Sorts of things. A label of these and of modifiers alone (官方文档, 代码地址, source code) says
nothing of its target; a label with any other word in it (triSYCL 文档) may be its name."""

MODIFIERS = _words(
    """
    官方 中文 英文 项目 开源 在线 相关 其他 其它 主要 原始 个人 公司 完整 更多 具体 详细 测试
    安装 使用 学习 演示 百度 百度网盘 百度云 阿里云 网易云 腾讯 镜像 配套 对应 引用 国内 国外 附
    一些 几个 两个 三个 重要 后者 前者 两者 其 它 它的 它们 他 他的 她的 该 该书 此 此书 本 本书
    本文 原 原版 翻译版 打包 新 旧 主 官 另 另外 还有 以及 也 可 请 可以 的 和 与 及 或
    篇 个 这 这篇 那 一个 一篇
    之 之一 部分 如下 见 参见 详见 参阅 参照 参看 查看 看 看看 访问 打开 如 如图 在 此处 这里
    点这里 戳这里 例如 比如 其中 即 注 转自 引自 摘自 来自 关于 同上 最新 早期 技术 模型 基本
    简单 简要 图文 免费 正式 一 二 三 四 五 六 七 八 九 official project source download online
    related original full the my more a an home see via from in on of for and at also model
    simple short latest my your open
    """
)

CONNECTIVES = _words(
    """
    当然 但 不过 然而 由于 因此 因为 所以 其中 对于 这里 上面 上述 以下 下面 此外 另外 需要 如果
    同时 而且 并且 于是 可以 注意 最后 然后 接着 首先 其次 即 也就是 它 他们 我们 我 显然 例如
    比如 之所以 虽然 尽管 至于 关于这 总之 综上 除了 实际上 事实上 简单来说 换句话说 顾名思义
    原因 一般 目前
    """
)
"""Words with which a sentence goes on from the one before; a title does not begin so."""

OPENING_VERBS = _words(
    """
    这 来 另 参考 参见 参阅 详见 使用 安装 采用 利用 通过 用于 见 看 需 生成 调用 可 再 也 还 其
    该 此 又 先 已 现 后来 最近 类似 有 没有 和 与 及 或 在 把 将 让 给 按 根据 针对 除 学习一下
    下载 执行 运行 打开 修改 添加 新建 创建 了解 查看 点击 访问 推荐 see use using install
    download run click visit refer check watch join or might could 前往
    """
)
"""Words with which a label says what to do or goes on, instead of naming something."""

OPEN_ENDINGS = _words(
    """
    有 下 上 里 中 是 为 在 到 看 说 用 见 样 来自 例如 比如 包括 这里 这个 这篇 文章 链接 网址
    地址 参考 参考自 参见 详见 方法 步骤 命令 以下 的 了 即 如 等 来源 出自 转自 摘自 下载 安装
    访问 打开 执行 运行 输入 添加 修改 一下 is are at on in to the of by see from
    with for here and as via like follows following below visit use run
    """
)
"""Words after which something must follow: what ends with them is half a sentence."""

SENTENCE_WORDS = _words(
    """
    了 主要参考 参考下 下列 有对应 有很多 还有 也有 有个 有一 可以 可参 如下 以下 提供 是
    在此 基础上 需要 我们 负责
    is are was were has have can will
    """
)
"""Words that make a sentence of the label in which they stand."""
