"""Closed-class words of Chinese and English link lists: they name a sort of thing, never the thing.

A label made of these words alone (官方文档, 代码地址, source code) says nothing of its target and
is never its title; a label with any other word in it (triSYCL 文档) may be.
"""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


NOUNS = _words(
    """
    官网 官方 网站 网址 站点 主页 首页 地址 链接 代码 源码 源代码 文档 文件 教程 参考 参考文献
    参考资料 资料 文献 文章 网页 主题 内容 论文 综述 书籍 书 博客 视频 课程 手册 说明 介绍 简介
    下载 出处 来源 原文 转载 译文 翻译 版本 实现 示例 例子 例程 样例 案例 工具 数据 数据集 模型
    项目 仓库 图 图片 图床 页面 新闻 报道 讨论 回答 问答 问题 帖子 专栏 公众号 维基 维基百科 百科
    百度百科 定义 规范 标准 电子版 中文版 英文版 技术报告 报告 作者 目录 附件 软件 产品 程序 入门
    快速入门 快速开始 答案 评测 测评 解读 详解 笔记 总结 推荐 阅读 扩展阅读 延伸阅读 更新 资源
    网盘 提取码 密码 wiki api sdk demo code github gitee gitlab git paper papers pdf ppt slide
    slides video videos doc docs documentation homepage website site web blog repo repository
    tutorial tutorials guide manual link links url uri reference references ref refs source
    sources download downloads here arxiv doi example examples article articles post posts page
    pages readme zoo issue
    """
)

MODIFIERS = _words(
    """
    官方 中文 英文 项目 开源 在线 相关 其他 其它 主要 原始 个人 公司 完整 更多 具体 详细 测试
    安装 使用 学习 演示 百度 百度网盘 百度云 阿里云 网易云 腾讯 镜像 配套 对应 引用 国内 国外 附
    一些 几个 两个 三个 重要 后者 前者 两者 其 它 它的 它们 他 他的 她的 该 该书 此 此书 本 本书
    本文 原 新 旧 主 官 另 另外 还有 以及 也 可 请 可以 的 和 与 及 或 篇 个 这 这篇 那 一个 一篇
    之 之一 部分 如下 见 参见 详见 参阅 参照 参看 查看 看 看看 访问 打开 如 如图 在 此处 这里
    点这里 戳这里 例如 比如 其中 即 注 转自 引自 摘自 来自 关于 同上 最新 早期 技术 模型 基本
    简单 简要 图文 免费 正式 一 二 三 四 五 六 七 八 九 official project source download online
    related original full the my more a an home see via from in on of for and at also model
    simple short latest my your open
    """
)
