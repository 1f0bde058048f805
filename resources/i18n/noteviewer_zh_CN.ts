<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
  <context>
    <name>BacklinksPane</name>
    <message numerus="yes">
      <source>%Ln reference(s) in common</source>
      <translation>
        <numerusform>共有 %Ln 条参考</numerusform>
      </translation>
    </message>
    <message>
      <source>Cite the same pages</source>
      <translation>引用了同样的网页</translation>
    </message>
    <message>
      <source>Links to this note</source>
      <translation>指向这篇的链接</translation>
    </message>
    <message>
      <source>Links to this note and related notes</source>
      <translation>指向这篇的链接与相关笔记</translation>
    </message>
    <message>
      <source>Nothing points at this note.</source>
      <translation>没有笔记指向这一篇。</translation>
    </message>
    <message>
      <source>Related notes</source>
      <translation>相关笔记</translation>
    </message>
    <message>
      <source>Similar to the passage</source>
      <translation>与选段相近</translation>
    </message>
    <message>
      <source>linked</source>
      <translation>有链接</translation>
    </message>
  </context>
  <context>
    <name>BookmarkList</name>
    <message>
      <source>Bookmarks</source>
      <translation>书签</translation>
    </message>
    <message>
      <source>Filter (pinyin works too)</source>
      <translation>筛选（可用拼音）</translation>
    </message>
    <message>
      <source>Filter the bookmarks</source>
      <translation>筛选书签</translation>
    </message>
    <message>
      <source>No bookmark is called that.</source>
      <translation>没有叫这个名字的书签。</translation>
    </message>
    <message>
      <source>Nothing is bookmarked in this folder yet.</source>
      <translation>这个文件夹里还没有书签。</translation>
    </message>
    <message>
      <source>↑↓ choose   ⏎ open   Ctrl+⏎ in a new tab   Del remove   Esc back</source>
      <translation>↑↓ 选择   ⏎ 打开   Ctrl+⏎ 在新标签页中打开   Del 移除   Esc 返回</translation>
    </message>
  </context>
  <context>
    <name>Bookmarking</name>
    <message>
      <source>Bookmark removed: {}</source>
      <translation>已移除书签：{}</translation>
    </message>
    <message>
      <source>Bookmark this place</source>
      <translation>收藏此处</translation>
    </message>
    <message>
      <source>Bookmarked: {}</source>
      <translation>已加入书签：{}</translation>
    </message>
    <message>
      <source>Remove the bookmark</source>
      <translation>移除书签</translation>
    </message>
    <message>
      <source>This could not be kept: {}</source>
      <translation>无法保存：{}</translation>
    </message>
  </context>
  <context>
    <name>ChoiceMenu</name>
    <message>
      <source>Always load pictures from</source>
      <translation>总是加载这些网站的图片</translation>
    </message>
    <message>
      <source>Follow links as in</source>
      <translation>按哪种方式理解链接</translation>
    </message>
    <message>
      <source>No host: each picture waits for you</source>
      <translation>没有：每张图片都等你来决定</translation>
    </message>
    <message>
      <source>Plain folder</source>
      <translation>普通文件夹</translation>
    </message>
    <message>
      <source>Read this note as</source>
      <translation>以何种编码读取这篇笔记</translation>
    </message>
    <message>
      <source>Recognise the encoding</source>
      <translation>自动识别编码</translation>
    </message>
    <message>
      <source>Recognise the kind of folder</source>
      <translation>自动识别文件夹类型</translation>
    </message>
  </context>
  <context>
    <name>ClearButton</name>
    <message>
      <source>Empty the field</source>
      <translation>清空</translation>
    </message>
  </context>
  <context>
    <name>CommandPalette</name>
    <message>
      <source>All commands</source>
      <translation>全部命令</translation>
    </message>
    <message>
      <source>Commands</source>
      <translation>命令</translation>
    </message>
    <message>
      <source>Name of a command</source>
      <translation>命令名</translation>
    </message>
    <message>
      <source>No command is called that.</source>
      <translation>没有叫这个名字的命令。</translation>
    </message>
    <message>
      <source>Type a command</source>
      <translation>输入命令</translation>
    </message>
    <message>
      <source>↑↓ choose   ⏎ do   Esc back</source>
      <translation>↑↓ 选择   ⏎ 执行   Esc 返回</translation>
    </message>
  </context>
  <context>
    <name>Commands</name>
    <message>
      <source>About noteviewer…</source>
      <translation>关于 noteviewer…</translation>
    </message>
    <message>
      <source>All commands…</source>
      <translation>全部命令…</translation>
    </message>
    <message>
      <source>All references of the folder</source>
      <translation>这个文件夹的全部参考</translation>
    </message>
    <message>
      <source>Back</source>
      <translation>后退</translation>
    </message>
    <message>
      <source>Backlinks</source>
      <translation>反链</translation>
    </message>
    <message>
      <source>Bookmark this place</source>
      <translation>给这里加书签</translation>
    </message>
    <message>
      <source>Close tab</source>
      <translation>关闭标签页</translation>
    </message>
    <message>
      <source>Compare the versions of this note</source>
      <translation>比较这篇笔记的各个版本</translation>
    </message>
    <message>
      <source>Copy link to this place</source>
      <translation>复制指向这里的链接</translation>
    </message>
    <message>
      <source>Copy path</source>
      <translation>复制路径</translation>
    </message>
    <message>
      <source>Duplicate tab</source>
      <translation>复制标签页</translation>
    </message>
    <message>
      <source>Export as HTML…</source>
      <translation>导出为 HTML…</translation>
    </message>
    <message>
      <source>Export as PDF…</source>
      <translation>导出为 PDF…</translation>
    </message>
    <message>
      <source>Export the series as one page…</source>
      <translation>将整个系列导出为一个网页…</translation>
    </message>
    <message>
      <source>Find</source>
      <translation>查找</translation>
    </message>
    <message>
      <source>Find in the note…</source>
      <translation>在笔记中查找…</translation>
    </message>
    <message>
      <source>Find notes similar to the selection</source>
      <translation>查找与选中内容相近的笔记</translation>
    </message>
    <message>
      <source>Folder</source>
      <translation>文件夹</translation>
    </message>
    <message>
      <source>Forward</source>
      <translation>前进</translation>
    </message>
    <message>
      <source>Full screen</source>
      <translation>全屏</translation>
    </message>
    <message>
      <source>Go</source>
      <translation>转到</translation>
    </message>
    <message>
      <source>Go to anything…</source>
      <translation>转到…</translation>
    </message>
    <message>
      <source>Help</source>
      <translation>帮助</translation>
    </message>
    <message>
      <source>Highlight the selection</source>
      <translation>标亮选中内容</translation>
    </message>
    <message>
      <source>Highlight with a comment…</source>
      <translation>标亮并批注…</translation>
    </message>
    <message>
      <source>Highlights</source>
      <translation>标注</translation>
    </message>
    <message>
      <source>Keyboard shortcuts…</source>
      <translation>键盘快捷键…</translation>
    </message>
    <message>
      <source>Kind of folder…</source>
      <translation>文件夹类型…</translation>
    </message>
    <message>
      <source>Last tab</source>
      <translation>最后一个标签页</translation>
    </message>
    <message>
      <source>Library</source>
      <translation>笔记库</translation>
    </message>
    <message>
      <source>Menu</source>
      <translation>菜单</translation>
    </message>
    <message>
      <source>New tab</source>
      <translation>新标签页</translation>
    </message>
    <message>
      <source>New window</source>
      <translation>新窗口</translation>
    </message>
    <message>
      <source>New, changed and unread notes</source>
      <translation>新增、有变动和未读的笔记</translation>
    </message>
    <message>
      <source>Next match</source>
      <translation>下一个匹配</translation>
    </message>
    <message>
      <source>Next note of the series</source>
      <translation>系列的下一篇</translation>
    </message>
    <message>
      <source>Next pane</source>
      <translation>下一个面板</translation>
    </message>
    <message>
      <source>Next tab</source>
      <translation>下一个标签页</translation>
    </message>
    <message>
      <source>Note</source>
      <translation>笔记</translation>
    </message>
    <message>
      <source>Open folder…</source>
      <translation>打开文件夹…</translation>
    </message>
    <message>
      <source>Open in editor</source>
      <translation>在编辑器中打开</translation>
    </message>
    <message>
      <source>Outline</source>
      <translation>大纲</translation>
    </message>
    <message>
      <source>Overview of the folder</source>
      <translation>文件夹概览</translation>
    </message>
    <message>
      <source>Pictures from the web…</source>
      <translation>网络图片…</translation>
    </message>
    <message>
      <source>Pin or unpin tab</source>
      <translation>固定或取消固定标签页</translation>
    </message>
    <message>
      <source>Previous match</source>
      <translation>上一个匹配</translation>
    </message>
    <message>
      <source>Previous note of the series</source>
      <translation>系列的上一篇</translation>
    </message>
    <message>
      <source>Previous pane</source>
      <translation>上一个面板</translation>
    </message>
    <message>
      <source>Previous tab</source>
      <translation>上一个标签页</translation>
    </message>
    <message>
      <source>Print…</source>
      <translation>打印…</translation>
    </message>
    <message>
      <source>Problems of the folder</source>
      <translation>这个文件夹的问题</translation>
    </message>
    <message>
      <source>Program</source>
      <translation>程序</translation>
    </message>
    <message>
      <source>Quit</source>
      <translation>退出</translation>
    </message>
    <message>
      <source>Read in another encoding…</source>
      <translation>以其他编码读取…</translation>
    </message>
    <message>
      <source>Reading mode</source>
      <translation>阅读模式</translation>
    </message>
    <message>
      <source>References</source>
      <translation>参考</translation>
    </message>
    <message>
      <source>Reopen closed tab</source>
      <translation>重新打开关闭的标签页</translation>
    </message>
    <message>
      <source>Reset zoom</source>
      <translation>还原缩放</translation>
    </message>
    <message>
      <source>Scan the folder again</source>
      <translation>重新扫描文件夹</translation>
    </message>
    <message>
      <source>Search all notes…</source>
      <translation>搜索全部笔记…</translation>
    </message>
    <message>
      <source>Settings…</source>
      <translation>设置…</translation>
    </message>
    <message>
      <source>Show bookmarks…</source>
      <translation>书签…</translation>
    </message>
    <message>
      <source>Show in file manager</source>
      <translation>在文件管理器中显示</translation>
    </message>
    <message>
      <source>Start page and recent folders</source>
      <translation>起始页与最近的文件夹</translation>
    </message>
    <message>
      <source>Switch light and dark</source>
      <translation>切换浅色与深色</translation>
    </message>
    <message>
      <source>Tab {}</source>
      <translation>第 {} 个标签页</translation>
    </message>
    <message>
      <source>Tabs</source>
      <translation>标签页</translation>
    </message>
    <message>
      <source>Undo deleting highlights</source>
      <translation>撤销删除标注</translation>
    </message>
    <message>
      <source>View</source>
      <translation>视图</translation>
    </message>
    <message>
      <source>Zoom in</source>
      <translation>放大</translation>
    </message>
    <message>
      <source>Zoom out</source>
      <translation>缩小</translation>
    </message>
  </context>
  <context>
    <name>ContextMenu</name>
    <message>
      <source>Copy</source>
      <translation>复制</translation>
    </message>
    <message>
      <source>Copy address</source>
      <translation>复制地址</translation>
    </message>
    <message>
      <source>Copy as Markdown</source>
      <translation>复制为 Markdown</translation>
    </message>
    <message>
      <source>Copy as Markdown link</source>
      <translation>复制为 Markdown 链接</translation>
    </message>
    <message>
      <source>Copy picture</source>
      <translation>复制图片</translation>
    </message>
    <message>
      <source>Copy the diagram as a picture</source>
      <translation>把图复制为图片</translation>
    </message>
    <message>
      <source>Copy the source of the diagram</source>
      <translation>复制图的源码</translation>
    </message>
    <message>
      <source>Open link</source>
      <translation>打开链接</translation>
    </message>
    <message>
      <source>Open link in a new tab</source>
      <translation>在新标签页中打开链接</translation>
    </message>
    <message>
      <source>Save picture…</source>
      <translation>图片另存为…</translation>
    </message>
    <message>
      <source>Save the diagram as PNG…</source>
      <translation>将图存为 PNG…</translation>
    </message>
    <message>
      <source>Save the diagram as SVG…</source>
      <translation>将图存为 SVG…</translation>
    </message>
    <message>
      <source>Search all notes for “{}”</source>
      <translation>在所有笔记中搜索“{}”</translation>
    </message>
  </context>
  <context>
    <name>DetailPane</name>
    <message>
      <source>Choose a reference to see where it is cited.</source>
      <translation>选一条参考，看看哪里引用了它。</translation>
    </message>
    <message>
      <source>Look for an archived copy</source>
      <translation>查找存档副本</translation>
    </message>
    <message>
      <source>Places that cite the reference</source>
      <translation>引用它的地方</translation>
    </message>
    <message>
      <source>Your comment</source>
      <translation>你的批注</translation>
    </message>
    <message>
      <source>Your comment on the reference</source>
      <translation>你对这条参考的批注</translation>
    </message>
  </context>
  <context>
    <name>Dialogs</name>
    <message>
      <source>References — {}</source>
      <translation>参考 — {}</translation>
    </message>
  </context>
  <context>
    <name>DrawingOutput</name>
    <message>
      <source>Drawings (*.svg)</source>
      <translation>图形 (*.svg)</translation>
    </message>
    <message>
      <source>Pictures (*.png)</source>
      <translation>图片 (*.png)</translation>
    </message>
    <message>
      <source>The picture could not be made</source>
      <translation>无法生成图片</translation>
    </message>
    <message>
      <source>The picture is on the clipboard</source>
      <translation>图片已复制到剪贴板</translation>
    </message>
  </context>
  <context>
    <name>FacetList</name>
    <message>
      <source>Narrow the references</source>
      <translation>缩小参考的范围</translation>
    </message>
  </context>
  <context>
    <name>FindBar</name>
    <message>
      <source>Close</source>
      <translation>关闭</translation>
    </message>
    <message>
      <source>Find in the note</source>
      <translation>在笔记中查找</translation>
    </message>
    <message>
      <source>Match case</source>
      <translation>区分大小写</translation>
    </message>
    <message>
      <source>Next match</source>
      <translation>下一个匹配</translation>
    </message>
    <message>
      <source>Previous match</source>
      <translation>上一个匹配</translation>
    </message>
    <message>
      <source>Regular expression</source>
      <translation>正则表达式</translation>
    </message>
    <message>
      <source>Text to find</source>
      <translation>要找的文字</translation>
    </message>
    <message>
      <source>Whole words</source>
      <translation>全词匹配</translation>
    </message>
  </context>
  <context>
    <name>FixedKeys</name>
    <message>
      <source>Among highlights</source>
      <translation>在标注列表中</translation>
    </message>
    <message>
      <source>Among references</source>
      <translation>在参考中</translation>
    </message>
    <message>
      <source>Another colour</source>
      <translation>换颜色</translation>
    </message>
    <message>
      <source>Back to the note; nothing is lost</source>
      <translation>回到笔记，什么也不会丢</translation>
    </message>
    <message>
      <source>Choose another hit</source>
      <translation>选择另一结果</translation>
    </message>
    <message>
      <source>Close the card</source>
      <translation>关闭卡片</translation>
    </message>
    <message>
      <source>Colour and comment</source>
      <translation>颜色与批注</translation>
    </message>
    <message>
      <source>Comment</source>
      <translation>批注</translation>
    </message>
    <message>
      <source>Copy address</source>
      <translation>复制网址</translation>
    </message>
    <message>
      <source>Copy as Markdown</source>
      <translation>复制为 Markdown</translation>
    </message>
    <message>
      <source>Delete; undo</source>
      <translation>删除；撤销</translation>
    </message>
    <message>
      <source>Expand all below</source>
      <translation>展开下面全部</translation>
    </message>
    <message>
      <source>Find similar notes</source>
      <translation>查找相近的笔记</translation>
    </message>
    <message>
      <source>Go to its place in the note</source>
      <translation>转到笔记中的位置</translation>
    </message>
    <message>
      <source>Go to the passage</source>
      <translation>转到原文</translation>
    </message>
    <message>
      <source>Highlight it with a comment</source>
      <translation>标亮并批注</translation>
    </message>
    <message>
      <source>Highlight what is selected</source>
      <translation>标亮选中内容</translation>
    </message>
    <message>
      <source>In a note</source>
      <translation>在笔记中</translation>
    </message>
    <message>
      <source>In a tree or list</source>
      <translation>在树或列表中</translation>
    </message>
    <message>
      <source>Menu</source>
      <translation>菜单</translation>
    </message>
    <message>
      <source>Open</source>
      <translation>打开</translation>
    </message>
    <message>
      <source>Open in a new tab</source>
      <translation>在新标签页中打开</translation>
    </message>
    <message>
      <source>Open in browser</source>
      <translation>在浏览器中打开</translation>
    </message>
    <message>
      <source>Other notes that cite it</source>
      <translation>还引用它的笔记</translation>
    </message>
    <message>
      <source>Read / unread</source>
      <translation>已读 / 未读</translation>
    </message>
    <message>
      <source>Save this search</source>
      <translation>保存这个搜索</translation>
    </message>
    <message>
      <source>Scroll the preview</source>
      <translation>滚动预览</translation>
    </message>
    <message>
      <source>Search for its title</source>
      <translation>搜索它的标题</translation>
    </message>
    <message>
      <source>Search somewhere else</source>
      <translation>换个范围搜索</translation>
    </message>
    <message>
      <source>Show where the link with the keyboard leads</source>
      <translation>显示焦点所在链接指向的内容</translation>
    </message>
    <message>
      <source>Star / no star</source>
      <translation>加星 / 去星</translation>
    </message>
    <message>
      <source>While searching</source>
      <translation>搜索时</translation>
    </message>
  </context>
  <context>
    <name>FolderController</name>
    <message>
      <source>Open a folder of notes</source>
      <translation>打开笔记文件夹</translation>
    </message>
  </context>
  <context>
    <name>FolderOptionsMenu</name>
    <message>
      <source>Pictures from {} wait for you again</source>
      <translation>来自 {} 的图片又要等你决定才加载</translation>
    </message>
    <message>
      <source>The encoding of this note is recognised again</source>
      <translation>这篇笔记的编码恢复为自动识别</translation>
    </message>
    <message>
      <source>The folder is read as: {}</source>
      <translation>文件夹按此类型读取：{}</translation>
    </message>
    <message>
      <source>The kind of the folder is recognised again</source>
      <translation>文件夹类型恢复为自动识别</translation>
    </message>
    <message>
      <source>This could not be kept: {}</source>
      <translation>无法保存：{}</translation>
    </message>
    <message>
      <source>This note is read as {}</source>
      <translation>这篇笔记以 {} 编码读取</translation>
    </message>
  </context>
  <context>
    <name>GoToField</name>
    <message>
      <source>Go to a note, heading or reference…</source>
      <translation>转到笔记、小标题、参考…</translation>
    </message>
  </context>
  <context>
    <name>HighlightActions</name>
    <message numerus="yes">
      <source>%Ln highlight(s) deleted; Ctrl+Z brings them back</source>
      <translation>
        <numerusform>已删除 %Ln 条标注；按 Ctrl+Z 恢复</numerusform>
      </translation>
    </message>
    <message>
      <source>Highlighted</source>
      <translation>已标亮</translation>
    </message>
    <message>
      <source>Nothing is selected that can be highlighted</source>
      <translation>没有选中可以标亮的内容</translation>
    </message>
    <message>
      <source>Nothing was deleted</source>
      <translation>没有删除过标注</translation>
    </message>
    <message>
      <source>This could not be kept: {}</source>
      <translation>无法保存：{}</translation>
    </message>
  </context>
  <context>
    <name>HighlightDialog</name>
    <message>
      <source>Cancel</source>
      <translation>取消</translation>
    </message>
    <message>
      <source>Comment</source>
      <translation>批注</translation>
    </message>
    <message>
      <source>Comment, in Markdown</source>
      <translation>批注（Markdown）</translation>
    </message>
    <message>
      <source>Delete</source>
      <translation>删除</translation>
    </message>
    <message>
      <source>Highlight</source>
      <translation>标注</translation>
    </message>
    <message>
      <source>Save</source>
      <translation>保存</translation>
    </message>
  </context>
  <context>
    <name>HighlightFiles</name>
    <message numerus="yes">
      <source>%Ln entry(s) left out</source>
      <translation>
        <numerusform>略去 %Ln 条</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln highlight(s) taken in</source>
      <translation>
        <numerusform>已导入 %Ln 条标注</numerusform>
      </translation>
    </message>
    <message>
      <source>Export as CSV…</source>
      <translation>导出为 CSV…</translation>
    </message>
    <message>
      <source>Export as Markdown…</source>
      <translation>导出为 Markdown…</translation>
    </message>
    <message>
      <source>Export as W3C Web Annotations…</source>
      <translation>导出为 W3C 网页标注…</translation>
    </message>
    <message>
      <source>Export highlights</source>
      <translation>导出标注</translation>
    </message>
    <message>
      <source>Exported: {}</source>
      <translation>已导出：{}</translation>
    </message>
    <message>
      <source>Import W3C Web Annotations…</source>
      <translation>导入 W3C 网页标注…</translation>
    </message>
    <message>
      <source>Import highlights</source>
      <translation>导入标注</translation>
    </message>
    <message>
      <source>Web Annotations (*.jsonld *.json)</source>
      <translation>网页标注 (*.jsonld *.json)</translation>
    </message>
  </context>
  <context>
    <name>Highlights</name>
    <message>
      <source>Blue</source>
      <translation>蓝色</translation>
    </message>
    <message>
      <source>Green</source>
      <translation>绿色</translation>
    </message>
    <message>
      <source>Pink</source>
      <translation>粉色</translation>
    </message>
    <message>
      <source>Purple</source>
      <translation>紫色</translation>
    </message>
    <message>
      <source>Yellow</source>
      <translation>黄色</translation>
    </message>
  </context>
  <context>
    <name>HighlightsPane</name>
    <message>
      <source>All notes</source>
      <translation>全部笔记</translation>
    </message>
    <message>
      <source>Any colour</source>
      <translation>任意颜色</translation>
    </message>
    <message>
      <source>Any time</source>
      <translation>任意时间</translation>
    </message>
    <message>
      <source>Colour</source>
      <translation>颜色</translation>
    </message>
    <message>
      <source>Colour and comment…</source>
      <translation>颜色与批注…</translation>
    </message>
    <message>
      <source>Delete</source>
      <translation>删除</translation>
    </message>
    <message>
      <source>Export and import</source>
      <translation>导出与导入</translation>
    </message>
    <message>
      <source>Filter highlights</source>
      <translation>筛选标注</translation>
    </message>
    <message>
      <source>Filter the highlights</source>
      <translation>筛选标注</translation>
    </message>
    <message>
      <source>Find similar notes</source>
      <translation>查找相近的笔记</translation>
    </message>
    <message>
      <source>Highlights of the folder</source>
      <translation>文件夹中的标注</translation>
    </message>
    <message>
      <source>Last day</source>
      <translation>最近一天</translation>
    </message>
    <message>
      <source>Last month</source>
      <translation>最近一月</translation>
    </message>
    <message>
      <source>Last week</source>
      <translation>最近一周</translation>
    </message>
    <message>
      <source>Last year</source>
      <translation>最近一年</translation>
    </message>
    <message>
      <source>Lost: not found with certainty</source>
      <translation>失落：无法确定原文位置</translation>
    </message>
    <message>
      <source>No highlight matches.</source>
      <translation>没有符合的标注。</translation>
    </message>
    <message>
      <source>No highlights yet. Select text in a note and press H.</source>
      <translation>还没有标注。在笔记中选中文字后按 H。</translation>
    </message>
    <message>
      <source>Notes</source>
      <translation>笔记</translation>
    </message>
    <message>
      <source>This note</source>
      <translation>本篇笔记</translation>
    </message>
    <message>
      <source>Time</source>
      <translation>时间</translation>
    </message>
    <message>
      <source>Undo</source>
      <translation>撤销</translation>
    </message>
  </context>
  <context>
    <name>HitList</name>
    <message>
      <source>Hits</source>
      <translation>结果</translation>
    </message>
  </context>
  <context>
    <name>HitPreview</name>
    <message>
      <source>Preview of the section</source>
      <translation>小节预览</translation>
    </message>
  </context>
  <context>
    <name>LibraryMenu</name>
    <message>
      <source>Collapse all</source>
      <translation>全部收起</translation>
    </message>
    <message>
      <source>Compare variants</source>
      <translation>比较各版本</translation>
    </message>
    <message>
      <source>Copy link to this place</source>
      <translation>复制指向这里的链接</translation>
    </message>
    <message>
      <source>Copy path</source>
      <translation>复制路径</translation>
    </message>
    <message>
      <source>Expand all</source>
      <translation>全部展开</translation>
    </message>
    <message>
      <source>Export “{}” as one page…</source>
      <translation>将“{}”导出为一个网页…</translation>
    </message>
    <message>
      <source>Open</source>
      <translation>打开</translation>
    </message>
    <message>
      <source>Open in a new tab</source>
      <translation>在新标签页中打开</translation>
    </message>
    <message>
      <source>Open in editor</source>
      <translation>在编辑器中打开</translation>
    </message>
    <message>
      <source>Read “{}” as one page</source>
      <translation>把“{}”连成一页读</translation>
    </message>
    <message>
      <source>Search here</source>
      <translation>在这里搜索</translation>
    </message>
    <message>
      <source>Show in file manager</source>
      <translation>在文件管理器中显示</translation>
    </message>
  </context>
  <context>
    <name>LibraryPane</name>
    <message>
      <source>Copied: {}</source>
      <translation>已复制：{}</translation>
    </message>
    <message>
      <source>Filter (pinyin works too)</source>
      <translation>筛选（可用拼音）</translation>
    </message>
    <message>
      <source>Filter the notes</source>
      <translation>筛选笔记</translation>
    </message>
    <message>
      <source>Folders</source>
      <translation>文件夹</translation>
    </message>
    <message>
      <source>Notes of the folder</source>
      <translation>文件夹里的笔记</translation>
    </message>
    <message>
      <source>Recent</source>
      <translation>最近</translation>
    </message>
    <message>
      <source>Tags</source>
      <translation>标签</translation>
    </message>
    <message>
      <source>Time</source>
      <translation>时间</translation>
    </message>
    <message>
      <source>Topics</source>
      <translation>主题</translation>
    </message>
  </context>
  <context>
    <name>LinkCards</name>
    <message>
      <source>Close</source>
      <translation>关闭</translation>
    </message>
    <message>
      <source>Footnote</source>
      <translation>脚注</translation>
    </message>
    <message>
      <source>Keep it no longer</source>
      <translation>不再固定</translation>
    </message>
    <message>
      <source>Keep this card</source>
      <translation>固定这张卡片</translation>
    </message>
  </context>
  <context>
    <name>LinkChecks</name>
    <message numerus="yes">
      <source>Ask the servers of %Ln link(s)?</source>
      <translation>
        <numerusform>要向 %Ln 个链接所在的网站询问吗？</numerusform>
      </translation>
    </message>
    <message>
      <source>Check</source>
      <translation>检查</translation>
    </message>
    <message>
      <source>Check links</source>
      <translation>检查链接</translation>
    </message>
    <message>
      <source>This uses the network: each server learns that somebody asks for these pages. Servers: {servers}. Each is asked slowly; this takes about a minute, and can be stopped at any time.</source>
      <translation>这会使用网络：每个网站都会知道有人询问这些网页。网站：{servers}。逐个慢慢询问，大约需要一分钟，随时可以停止。</translation>
    </message>
    <message>
      <source>This uses the network: each server learns that somebody asks for these pages. Servers: {servers}. Each is asked slowly; this takes {minutes} minutes or more, and can be stopped at any time.</source>
      <translation>这会使用网络：每个网站都会知道有人询问这些网页。网站：{servers}。逐个慢慢询问，至少需要 {minutes} 分钟，随时可以停止。</translation>
    </message>
  </context>
  <context>
    <name>LinkController</name>
    <message>
      <source>Load pictures from {} whenever a note of this folder shows one? That host learns when you read such a note.</source>
      <translation>以后这个文件夹的笔记里有来自 {} 的图片，都直接加载吗？那个网站会知道你什么时候读了这样的笔记。</translation>
    </message>
    <message>
      <source>No program could be started for {}</source>
      <translation>没有程序能打开 {}</translation>
    </message>
    <message>
      <source>Not opened, {}: {}</source>
      <translation>没有打开，{}：{}</translation>
    </message>
    <message>
      <source>Open a file</source>
      <translation>打开文件</translation>
    </message>
    <message>
      <source>Open {} in the program that the system has for it?</source>
      <translation>用系统默认的程序打开 {} 吗？</translation>
    </message>
    <message>
      <source>Pictures from the web</source>
      <translation>网上的图片</translation>
    </message>
    <message>
      <source>There is no file {} in this folder</source>
      <translation>这个文件夹里没有文件 {}</translation>
    </message>
    <message>
      <source>There is no note “{}” in this folder</source>
      <translation>这个文件夹里没有笔记“{}”</translation>
    </message>
    <message>
      <source>addresses of this kind are not opened</source>
      <translation>不打开这类地址</translation>
    </message>
    <message>
      <source>it is not safe</source>
      <translation>不安全</translation>
    </message>
    <message>
      <source>it lies outside the folder of notes</source>
      <translation>它在笔记文件夹之外</translation>
    </message>
    <message>
      <source>network paths are not opened</source>
      <translation>不打开网络路径</translation>
    </message>
    <message>
      <source>programs are not started</source>
      <translation>不启动程序</translation>
    </message>
    <message>
      <source>{} not loaded: {}</source>
      <translation>{} 没有加载：{}</translation>
    </message>
  </context>
  <context>
    <name>LinkTarget</name>
    <message>
      <source>There is no such note: {}</source>
      <translation>没有这篇笔记：{}</translation>
    </message>
  </context>
  <context>
    <name>MatchStatus</name>
    <message>
      <source>F3 goes on</source>
      <translation>按 F3 继续</translation>
    </message>
    <message>
      <source>Match {} of {}</source>
      <translation>第 {} 处匹配，共 {} 处</translation>
    </message>
    <message>
      <source>The match itself is not shown: it stands in the front matter, or in what the page leaves out</source>
      <translation>匹配的内容不在页面上：它在文首的元数据里，或在页面不显示的部分</translation>
    </message>
    <message>
      <source>begun again</source>
      <translation>已从头开始</translation>
    </message>
    <message>
      <source>note {} of {}</source>
      <translation>第 {} 篇笔记，共 {} 篇</translation>
    </message>
  </context>
  <context>
    <name>Matches</name>
    <message>
      <source>Not a regular expression</source>
      <translation>不是正则表达式</translation>
    </message>
    <message>
      <source>Takes too long</source>
      <translation>耗时过长</translation>
    </message>
  </context>
  <context>
    <name>NodeLabels</name>
    <message numerus="yes">
      <source>%Ln note(s)</source>
      <translation>
        <numerusform>%Ln 篇笔记</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln reference(s)</source>
      <translation>
        <numerusform>%Ln 条参考</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln section(s)</source>
      <translation>
        <numerusform>%Ln 个小节</numerusform>
      </translation>
    </message>
    <message>
      <source>Carries on a topic of another note</source>
      <translation>接着另一篇笔记的主题写</translation>
    </message>
    <message>
      <source>Carries on “{}” in another note</source>
      <translation>在别的笔记里接着写“{}”</translation>
    </message>
    <message>
      <source>Changed last</source>
      <translation>最近改动</translation>
    </message>
    <message>
      <source>No category</source>
      <translation>未分类</translation>
    </message>
    <message>
      <source>No date</source>
      <translation>没有日期</translation>
    </message>
    <message>
      <source>No tags</source>
      <translation>没有标签</translation>
    </message>
    <message>
      <source>Opened last</source>
      <translation>最近打开</translation>
    </message>
    <message>
      <source>Read most</source>
      <translation>读得最多</translation>
    </message>
    <message>
      <source>Saved searches</source>
      <translation>保存的搜索</translation>
    </message>
    <message>
      <source>The series goes on, but no note has this number.</source>
      <translation>系列还在继续，但没有哪篇笔记是这个编号。</translation>
    </message>
    <message>
      <source>changed since you read it</source>
      <translation>读过之后有变动</translation>
    </message>
    <message>
      <source>continued</source>
      <translation>续在别处</translation>
    </message>
    <message>
      <source>{} missing</source>
      <translation>缺 {}</translation>
    </message>
  </context>
  <context>
    <name>NoteCalendar</name>
    <message>
      <source>Days that have notes</source>
      <translation>有笔记的日子</translation>
    </message>
    <message>
      <source>Month after</source>
      <translation>下个月</translation>
    </message>
    <message>
      <source>Month before</source>
      <translation>上个月</translation>
    </message>
    <message>
      <source>Year</source>
      <translation>年份</translation>
    </message>
  </context>
  <context>
    <name>NoteCommands</name>
    <message>
      <source>Copied: {}</source>
      <translation>已复制：{}</translation>
    </message>
    <message>
      <source>No editor could be started for {}</source>
      <translation>没有编辑器能打开 {}</translation>
    </message>
    <message>
      <source>No file manager could be started</source>
      <translation>没有能启动的文件管理器</translation>
    </message>
    <message>
      <source>The command of the editor cannot be run: {}</source>
      <translation>编辑器命令无法运行：{}</translation>
    </message>
    <message>
      <source>The desktop opens folders with this program, and has no file manager</source>
      <translation>桌面用本程序打开文件夹，没有别的文件管理器</translation>
    </message>
    <message>
      <source>The desktop opens {} with this program: name an editor in the settings</source>
      <translation>桌面用本程序打开 {}：请在设置里指定编辑器</translation>
    </message>
  </context>
  <context>
    <name>OutlinePane</name>
    <message>
      <source>Go there</source>
      <translation>去那里</translation>
    </message>
    <message>
      <source>Headings of the note</source>
      <translation>这篇笔记的小标题</translation>
    </message>
    <message>
      <source>No note is open: choose one, and its headings are here.</source>
      <translation>没有打开笔记：选一篇，这里就列出它的小标题。</translation>
    </message>
    <message>
      <source>Open in a new tab</source>
      <translation>在新标签页中打开</translation>
    </message>
    <message>
      <source>Read “{}” as one page</source>
      <translation>把“{}”连成一页读</translation>
    </message>
    <message>
      <source>This note has no headings.</source>
      <translation>这篇笔记没有小标题。</translation>
    </message>
  </context>
  <context>
    <name>Output</name>
    <message>
      <source>Could not write {}</source>
      <translation>无法写入 {}</translation>
    </message>
    <message>
      <source>Export</source>
      <translation>导出</translation>
    </message>
    <message>
      <source>Not in this file, which would be too large: {}</source>
      <translation>未包含在此文件中，否则文件会过大：{}</translation>
    </message>
    <message>
      <source>PDF files (*.pdf)</source>
      <translation>PDF 文件 (*.pdf)</translation>
    </message>
    <message>
      <source>Pictures (*)</source>
      <translation>图片 (*)</translation>
    </message>
    <message>
      <source>Printing failed</source>
      <translation>打印失败</translation>
    </message>
    <message>
      <source>Sent to the printer</source>
      <translation>已送往打印机</translation>
    </message>
    <message>
      <source>The topic is being gathered…</source>
      <translation>正在汇集主题…</translation>
    </message>
    <message>
      <source>Web pages (*.html)</source>
      <translation>网页 (*.html)</translation>
    </message>
    <message>
      <source>Written: {}</source>
      <translation>已写入：{}</translation>
    </message>
  </context>
  <context>
    <name>Page</name>
    <message>
      <source>1 reference</source>
      <translation>1 条参考</translation>
    </message>
    <message>
      <source>100 %</source>
      <translation>100 %</translation>
    </message>
    <message>
      <source>200 %</source>
      <translation>200 %</translation>
    </message>
    <message>
      <source>A script, which is never run.</source>
      <translation>脚本，从不运行。</translation>
    </message>
    <message>
      <source>Above the first heading</source>
      <translation>第一个小标题之前</translation>
    </message>
    <message>
      <source>All new, changed and unread notes</source>
      <translation>全部新增、有变动和未读的笔记</translation>
    </message>
    <message>
      <source>Also cited here: {}</source>
      <translation>还有 {} 处引用</translation>
    </message>
    <message>
      <source>Always from this host</source>
      <translation>总是加载此网站的图片</translation>
    </message>
    <message>
      <source>Back to note {} in the text</source>
      <translation>回到正文中的注 {}</translation>
    </message>
    <message>
      <source>Begin here</source>
      <translation>从这里开始</translation>
    </message>
    <message>
      <source>Bookmarks</source>
      <translation>书签</translation>
    </message>
    <message>
      <source>Changed since you read it on {}</source>
      <translation>自 {} 读过之后有变动</translation>
    </message>
    <message>
      <source>Changed since you read them: {}</source>
      <translation>读过之后有变动：{}</translation>
    </message>
    <message>
      <source>Cited nowhere else in this folder.</source>
      <translation>本文件夹中别处没有引用。</translation>
    </message>
    <message>
      <source>Compare side by side</source>
      <translation>并排比较</translation>
    </message>
    <message>
      <source>Continue reading</source>
      <translation>继续阅读</translation>
    </message>
    <message>
      <source>Continued in</source>
      <translation>续在</translation>
    </message>
    <message>
      <source>Copy</source>
      <translation>复制</translation>
    </message>
    <message>
      <source>Embedded page or film: {}</source>
      <translation>嵌入的网页或影片：{}</translation>
    </message>
    <message>
      <source>Equation {}</source>
      <translation>公式 {}</translation>
    </message>
    <message>
      <source>Figure {}</source>
      <translation>图 {}</translation>
    </message>
    <message>
      <source>File</source>
      <translation>文件</translation>
    </message>
    <message>
      <source>Folded away: {}</source>
      <translation>已收起：{}</translation>
    </message>
    <message>
      <source>Footnotes</source>
      <translation>脚注</translation>
    </message>
    <message>
      <source>Group</source>
      <translation>分组</translation>
    </message>
    <message>
      <source>Image from {}</source>
      <translation>来自 {} 的图片</translation>
    </message>
    <message>
      <source>Image not found: {}</source>
      <translation>找不到图片：{}</translation>
    </message>
    <message>
      <source>Included file: {}</source>
      <translation>包含的文件：{}</translation>
    </message>
    <message>
      <source>Indexing: {} of {}</source>
      <translation>正在索引：{} / {}</translation>
    </message>
    <message>
      <source>Listing {}</source>
      <translation>代码 {}</translation>
    </message>
    <message>
      <source>Load once</source>
      <translation>加载一次</translation>
    </message>
    <message>
      <source>New, not read yet: {}</source>
      <translation>新增、尚未读：{}</translation>
    </message>
    <message>
      <source>Newest</source>
      <translation>最新</translation>
    </message>
    <message>
      <source>Next in the series</source>
      <translation>系列的下一篇</translation>
    </message>
    <message>
      <source>No other note treats this topic.</source>
      <translation>没有别的笔记写这个主题。</translation>
    </message>
    <message>
      <source>No such note: {}</source>
      <translation>没有这篇笔记：{}</translation>
    </message>
    <message>
      <source>Not answered: {}</source>
      <translation>没有答案：{}</translation>
    </message>
    <message>
      <source>Not drawn: that takes the Python package {}, which is not installed.</source>
      <translation>未绘制：需要 Python 包 {}，它没有安装。</translation>
    </message>
    <message>
      <source>Not in this variant</source>
      <translation>这个版本里没有</translation>
    </message>
    <message>
      <source>Not read as what its name says ({}). Its text is shown.</source>
      <translation>未能按其名称所示的格式读取（{}），下面显示其文本。</translation>
    </message>
    <message>
      <source>Not read yet: {}</source>
      <translation>尚未读：{}</translation>
    </message>
    <message>
      <source>Not shown, for it would take too long: {}</source>
      <translation>绘制会花太久，未显示：{}</translation>
    </message>
    <message>
      <source>Nothing found.</source>
      <translation>没有找到。</translation>
    </message>
    <message>
      <source>Open in another program</source>
      <translation>用其他程序打开</translation>
    </message>
    <message>
      <source>Open in browser</source>
      <translation>在浏览器中打开</translation>
    </message>
    <message>
      <source>Other versions</source>
      <translation>其他版本</translation>
    </message>
    <message>
      <source>Page {}</source>
      <translation>第 {} 页</translation>
    </message>
    <message>
      <source>Previous in the series</source>
      <translation>系列的上一篇</translation>
    </message>
    <message>
      <source>Properties</source>
      <translation>属性</translation>
    </message>
    <message>
      <source>Read as {}</source>
      <translation>按 {} 读取</translation>
    </message>
    <message>
      <source>Read lately</source>
      <translation>最近读过</translation>
    </message>
    <message>
      <source>Show {} instead</source>
      <translation>改为显示 {}</translation>
    </message>
    <message>
      <source>Source of a {} diagram</source>
      <translation>{} 图的源码</translation>
    </message>
    <message>
      <source>Table {}</source>
      <translation>表 {}</translation>
    </message>
    <message>
      <source>The drawing itself is shown where it was exported as SVG or PNG beside this note.</source>
      <translation>如果图形已导出为此笔记旁的 SVG 或 PNG，这里就会显示。</translation>
    </message>
    <message>
      <source>The note goes on…</source>
      <translation>笔记还有后文…</translation>
    </message>
    <message>
      <source>The topic is longer than one page; its other parts are in the list.</source>
      <translation>这个主题一页放不下，其余部分在列表里。</translation>
    </message>
    <message>
      <source>There are no notes in this folder.</source>
      <translation>这个文件夹里没有笔记。</translation>
    </message>
    <message>
      <source>This PDF cannot be read: {}</source>
      <translation>无法读取此 PDF：{}</translation>
    </message>
    <message>
      <source>This PDF takes too long to lay out.</source>
      <translation>此 PDF 排版耗时太长。</translation>
    </message>
    <message>
      <source>This canvas cannot be read: {}</source>
      <translation>无法读取此白板：{}</translation>
    </message>
    <message>
      <source>This canvas is empty.</source>
      <translation>此白板是空的。</translation>
    </message>
    <message>
      <source>This diagram cannot be drawn: {}</source>
      <translation>无法绘制此图：{}</translation>
    </message>
    <message>
      <source>This formula cannot be drawn: {}</source>
      <translation>这个公式画不出来：{}</translation>
    </message>
    <message>
      <source>This note could not be laid out. It is shown as plain text.</source>
      <translation>这篇笔记无法排版，以纯文本显示。</translation>
    </message>
    <message>
      <source>This note has no variants.</source>
      <translation>这篇笔记没有别的版本。</translation>
    </message>
    <message>
      <source>This note is too large to lay out. It is shown as plain text.</source>
      <translation>这篇笔记太大，以纯文本显示。</translation>
    </message>
    <message>
      <source>This note took too long to lay out. It is shown as plain text.</source>
      <translation>这篇笔记排版耗时过长，以纯文本显示。</translation>
    </message>
    <message>
      <source>To show and search PDFs, the Python package {} has to be installed.</source>
      <translation>要显示和搜索 PDF，需要安装 Python 包 {}。</translation>
    </message>
    <message>
      <source>Whole</source>
      <translation>全部</translation>
    </message>
    <message>
      <source>about {} min</source>
      <translation>约 {} 分钟</translation>
    </message>
    <message>
      <source>it is too large</source>
      <translation>它太大</translation>
    </message>
    <message>
      <source>it is too long</source>
      <translation>公式太长</translation>
    </message>
    <message>
      <source>it takes too long</source>
      <translation>耗时太长</translation>
    </message>
    <message>
      <source>its LaTeX is not understood</source>
      <translation>无法理解其 LaTeX</translation>
    </message>
    <message>
      <source>the same in all</source>
      <translation>各版本相同</translation>
    </message>
    <message>
      <source>two subscripts or superscripts at one place</source>
      <translation>同一处有两个上标或下标</translation>
    </message>
    <message>
      <source>what a command needs is missing</source>
      <translation>命令缺少参数</translation>
    </message>
    <message>
      <source>{year}-{month:02}-{day:02}</source>
      <translation>{year}年{month}月{day}日</translation>
    </message>
    <message>
      <source>{} % read</source>
      <translation>已读 {} %</translation>
    </message>
    <message>
      <source>{} cannot stand here</source>
      <translation>{} 不能用在这里</translation>
    </message>
    <message>
      <source>{} cards</source>
      <translation>{} 张卡片</translation>
    </message>
    <message>
      <source>{} closes nothing</source>
      <translation>{} 没有与之对应的开头</translation>
    </message>
    <message>
      <source>{} goes to anything by name, {} searches all notes, {} lists all keys.</source>
      <translation>{} 按名字转到任何地方，{} 搜索全部笔记，{} 列出全部快捷键。</translation>
    </message>
    <message>
      <source>{} is missing</source>
      <translation>缺少 {}</translation>
    </message>
    <message>
      <source>{} is not known</source>
      <translation>不认识 {}</translation>
    </message>
    <message>
      <source>{} more</source>
      <translation>另有 {} 项</translation>
    </message>
    <message>
      <source>{} notes · {} references</source>
      <translation>{} 篇笔记 · {} 条参考</translation>
    </message>
    <message>
      <source>{} pages</source>
      <translation>{} 页</translation>
    </message>
    <message>
      <source>{} parts from {} notes</source>
      <translation>{} 个部分，来自 {} 篇笔记</translation>
    </message>
    <message>
      <source>{} references</source>
      <translation>{} 条参考</translation>
    </message>
    <message>
      <source>{} variants · {} % of the lines are the same</source>
      <translation>{} 个版本 · {} % 的行相同</translation>
    </message>
    <message>
      <source>{}–{}</source>
      <translation>{}–{}</translation>
    </message>
  </context>
  <context>
    <name>PageController</name>
    <message>
      <source>The page had to be restarted; it is shown again</source>
      <translation>页面重新启动过，已再次显示</translation>
    </message>
    <message>
      <source>This note cannot be shown.</source>
      <translation>这篇笔记无法显示。</translation>
    </message>
    <message>
      <source>This note is not there any more. Below is its text as it was last read.</source>
      <translation>这篇笔记已不存在。下面是最后一次读取的内容。</translation>
    </message>
  </context>
  <context>
    <name>PageHighlights</name>
    <message>
      <source>Comment on “{}”, {}</source>
      <translation>对“{}”的批注，{}</translation>
    </message>
  </context>
  <context>
    <name>PageView</name>
    <message>
      <source>Copied ✓</source>
      <translation>已复制 ✓</translation>
    </message>
    <message>
      <source>Note</source>
      <translation>笔记</translation>
    </message>
  </context>
  <context>
    <name>Panes</name>
    <message>
      <source>Backlinks</source>
      <translation>反链</translation>
    </message>
    <message>
      <source>Highlights</source>
      <translation>标注</translation>
    </message>
    <message>
      <source>Outline</source>
      <translation>大纲</translation>
    </message>
    <message>
      <source>Problems</source>
      <translation>问题</translation>
    </message>
    <message>
      <source>References</source>
      <translation>参考</translation>
    </message>
  </context>
  <context>
    <name>ProblemsPane</name>
    <message>
      <source>Code blocks that do not end</source>
      <translation>没有结束的代码块</translation>
    </message>
    <message>
      <source>Configuration files with errors</source>
      <translation>有错误的配置文件</translation>
    </message>
    <message>
      <source>Damaged characters</source>
      <translation>损坏的字符</translation>
    </message>
    <message>
      <source>Files that are no text</source>
      <translation>不是文本的文件</translation>
    </message>
    <message>
      <source>Files that are not read</source>
      <translation>未读取的文件</translation>
    </message>
    <message>
      <source>Files that are not what their names say</source>
      <translation>内容与名称不符的文件</translation>
    </message>
    <message>
      <source>Files that are too large</source>
      <translation>太大的文件</translation>
    </message>
    <message>
      <source>Files that cannot be read</source>
      <translation>无法读取的文件</translation>
    </message>
    <message>
      <source>Filter problems</source>
      <translation>筛选问题</translation>
    </message>
    <message>
      <source>Filter the problems</source>
      <translation>筛选问题</translation>
    </message>
    <message>
      <source>Formulas that cannot be drawn</source>
      <translation>画不出的公式</translation>
    </message>
    <message>
      <source>Front matter with errors</source>
      <translation>有错误的头信息</translation>
    </message>
    <message>
      <source>Gaps in series</source>
      <translation>系列缺号</translation>
    </message>
    <message>
      <source>It could not be rendered {}</source>
      <translation>无法排版 {}</translation>
    </message>
    <message>
      <source>It leads out of the folder: {}</source>
      <translation>它指向文件夹之外：{}</translation>
    </message>
    <message>
      <source>Links that lead nowhere</source>
      <translation>无处可去的链接</translation>
    </message>
    <message>
      <source>Links that leave the folder</source>
      <translation>指向文件夹之外的链接</translation>
    </message>
    <message>
      <source>Links to missing headings</source>
      <translation>找不到小标题的链接</translation>
    </message>
    <message>
      <source>Missing images</source>
      <translation>缺少的图片</translation>
    </message>
    <message>
      <source>More than one note is {}</source>
      <translation>不止一篇是 {}</translation>
    </message>
    <message>
      <source>No heading is found for {}</source>
      <translation>找不到 {} 指的小标题</translation>
    </message>
    <message>
      <source>No image is found for {}</source>
      <translation>找不到图片 {}</translation>
    </message>
    <message>
      <source>No note is found for {}</source>
      <translation>找不到 {} 指的笔记</translation>
    </message>
    <message>
      <source>No note is {}</source>
      <translation>缺少 {}</translation>
    </message>
    <message>
      <source>No problems found.</source>
      <translation>没有发现问题。</translation>
    </message>
    <message>
      <source>Not read: {}</source>
      <translation>未读取：{}</translation>
    </message>
    <message>
      <source>Notes shown as plain text</source>
      <translation>以纯文本显示的笔记</translation>
    </message>
    <message>
      <source>Notes that took too long</source>
      <translation>耗时过长的笔记</translation>
    </message>
    <message>
      <source>Numbers used twice in a series</source>
      <translation>系列重号</translation>
    </message>
    <message>
      <source>Only its beginning is shown {}</source>
      <translation>只显示开头 {}</translation>
    </message>
    <message>
      <source>Problems of the folder</source>
      <translation>这个文件夹的问题</translation>
    </message>
    <message>
      <source>Some characters are damaged {}</source>
      <translation>有些字符已损坏 {}</translation>
    </message>
    <message>
      <source>The code block is not closed {}</source>
      <translation>代码块没有结束 {}</translation>
    </message>
    <message>
      <source>line {}</source>
      <translation>第 {} 行</translation>
    </message>
  </context>
  <context>
    <name>ProgramDialogs</name>
    <message>
      <source>About noteviewer</source>
      <translation>关于 noteviewer</translation>
    </message>
    <message>
      <source>Input method: none is named. To write Chinese with fcitx5 or IBus, start noteviewer with QT_IM_MODULE=ibus and IBUS_USE_PORTAL=1.</source>
      <translation>输入法：环境变量里没有指定。要用 fcitx5 或 IBus 输入中文，请设置 QT_IM_MODULE=ibus 和 IBUS_USE_PORTAL=1 后再启动 noteviewer。</translation>
    </message>
    <message>
      <source>Input method: {}</source>
      <translation>输入法：{}</translation>
    </message>
    <message>
      <source>It does not answer: start fcitx5 or ibus-daemon. fcitx5 must have its IBus frontend switched on.</source>
      <translation>输入法没有应答：请启动 fcitx5 或 ibus-daemon；fcitx5 须启用它的 IBus 前端。</translation>
    </message>
    <message>
      <source>noteviewer {}

Reads, searches and harvests a folder of notes, offline, changing nothing.

MIT licence.</source>
      <translation>noteviewer {}

阅读、搜索、收集一个笔记文件夹：离线，不改动任何东西。

MIT 许可证。</translation>
    </message>
  </context>
  <context>
    <name>QueryBar</name>
    <message>
      <source>Save this search</source>
      <translation>保存这个搜索</translation>
    </message>
    <message>
      <source>Save this search (Ctrl+S)</source>
      <translation>保存这个搜索 (Ctrl+S)</translation>
    </message>
    <message>
      <source>Search everything</source>
      <translation>搜索全部</translation>
    </message>
  </context>
  <context>
    <name>QueryCompleter</name>
    <message>
      <source>Values</source>
      <translation>可选的值</translation>
    </message>
  </context>
  <context>
    <name>QuickOpen</name>
    <message numerus="yes">
      <source>%Ln note(s)</source>
      <translation>
        <numerusform>%Ln 篇笔记</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln note(s) not indexed yet</source>
      <translation>
        <numerusform>%Ln 篇笔记尚未索引</numerusform>
      </translation>
    </message>
    <message>
      <source>Go to anything</source>
      <translation>转到</translation>
    </message>
    <message>
      <source>Name of a note, heading or reference</source>
      <translation>笔记、小标题、参考的名字</translation>
    </message>
    <message>
      <source>No folder is open. Ctrl+O opens one, &gt; lists the commands.</source>
      <translation>没有打开文件夹。按 Ctrl+O 打开，输入 &gt; 列出命令。</translation>
    </message>
    <message>
      <source>No note is open.</source>
      <translation>没有打开笔记。</translation>
    </message>
    <message>
      <source>Note, heading, reference   &gt; command   # tag   @ heading here   / folder</source>
      <translation>笔记、小标题、参考   &gt; 命令   # 标签   @ 本篇小标题   / 文件夹</translation>
    </message>
    <message>
      <source>Nothing is called that. Similar:</source>
      <translation>没有叫这个名字的。相近的有：</translation>
    </message>
    <message>
      <source>Nothing is called that. ⏎ searches the texts for it.</source>
      <translation>没有叫这个名字的。按 ⏎ 在正文中搜索。</translation>
    </message>
    <message>
      <source>Places to go to</source>
      <translation>可以去的地方</translation>
    </message>
    <message>
      <source>The index cannot be read: {}</source>
      <translation>无法读取索引：{}</translation>
    </message>
    <message>
      <source>There are none.</source>
      <translation>一个也没有。</translation>
    </message>
    <message>
      <source>folder</source>
      <translation>文件夹</translation>
    </message>
    <message>
      <source>heading</source>
      <translation>小标题</translation>
    </message>
    <message>
      <source>note</source>
      <translation>笔记</translation>
    </message>
    <message>
      <source>reference</source>
      <translation>参考</translation>
    </message>
    <message>
      <source>tag</source>
      <translation>标签</translation>
    </message>
    <message>
      <source>↑↓ choose   ⏎ open   Ctrl+⏎ in a new tab   Alt+⏎ web page   Esc back</source>
      <translation>↑↓ 选择   ⏎ 打开   Ctrl+⏎ 新标签页   Alt+⏎ 网页   Esc 返回</translation>
    </message>
  </context>
  <context>
    <name>ReadNotes</name>
    <message>
      <source>Changed since you read this note: show what it was</source>
      <translation>读过本篇之后有变动：显示原来的内容</translation>
    </message>
    <message>
      <source>New since you read this note</source>
      <translation>读过本篇之后新增</translation>
    </message>
    <message>
      <source>Something stood here when you read this note</source>
      <translation>上次读时这里有内容</translation>
    </message>
    <message>
      <source>What it was</source>
      <translation>原来的内容</translation>
    </message>
  </context>
  <context>
    <name>ReadingController</name>
    <message>
      <source>Nothing is selected</source>
      <translation>没有选中内容</translation>
    </message>
  </context>
  <context>
    <name>ReferenceActions</name>
    <message>
      <source>Comment</source>
      <translation>批注</translation>
    </message>
  </context>
  <context>
    <name>ReferenceActs</name>
    <message>
      <source>Comment…</source>
      <translation>批注…</translation>
    </message>
    <message>
      <source>Copy address</source>
      <translation>复制网址</translation>
    </message>
    <message>
      <source>Copy as Markdown</source>
      <translation>复制为 Markdown</translation>
    </message>
    <message>
      <source>Go to its place in the note</source>
      <translation>转到笔记中的位置</translation>
    </message>
    <message>
      <source>Open in browser</source>
      <translation>在浏览器中打开</translation>
    </message>
    <message>
      <source>Read / unread</source>
      <translation>已读 / 未读</translation>
    </message>
    <message>
      <source>Search for this title</source>
      <translation>搜索这个标题</translation>
    </message>
    <message>
      <source>Star / no star</source>
      <translation>加星 / 去星</translation>
    </message>
  </context>
  <context>
    <name>ReferenceExporter</name>
    <message numerus="yes">
      <source>%Ln reference(s) as</source>
      <translation>
        <numerusform>把 %Ln 条参考存为</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln reference(s) exported to {}</source>
      <translation>
        <numerusform>已把 %Ln 条参考导出到 {}</numerusform>
      </translation>
    </message>
    <message>
      <source>Export references</source>
      <translation>导出参考</translation>
    </message>
    <message>
      <source>The export failed: {}</source>
      <translation>导出失败：{}</translation>
    </message>
  </context>
  <context>
    <name>ReferenceLibrary</name>
    <message numerus="yes">
      <source>%Ln more…</source>
      <translation>
        <numerusform>还有 %Ln 项…</numerusform>
      </translation>
    </message>
    <message>
      <source>BibTeX</source>
      <translation>BibTeX</translation>
    </message>
    <message>
      <source>Browser bookmarks</source>
      <translation>浏览器书签</translation>
    </message>
    <message>
      <source>CSL-JSON, for Zotero and others</source>
      <translation>CSL-JSON（供 Zotero 等使用）</translation>
    </message>
    <message>
      <source>Category</source>
      <translation>分类</translation>
    </message>
    <message>
      <source>Cited</source>
      <translation>引用情况</translation>
    </message>
    <message numerus="yes">
      <source>Cited in %Ln note(s)</source>
      <translation>
        <numerusform>被 %Ln 篇笔记引用</numerusform>
      </translation>
    </message>
    <message>
      <source>Commented</source>
      <translation>有批注</translation>
    </message>
    <message>
      <source>Date</source>
      <translation>日期</translation>
    </message>
    <message>
      <source>Date of the note</source>
      <translation>笔记的日期</translation>
    </message>
    <message>
      <source>Document</source>
      <translation>文档</translation>
    </message>
    <message>
      <source>Gone</source>
      <translation>已失效</translation>
    </message>
    <message>
      <source>Host</source>
      <translation>网站</translation>
    </message>
    <message>
      <source>In how many notes it is cited</source>
      <translation>被多少篇笔记引用</translation>
    </message>
    <message>
      <source>In several notes</source>
      <translation>见于多篇笔记</translation>
    </message>
    <message>
      <source>JSON</source>
      <translation>JSON</translation>
    </message>
    <message>
      <source>Kind</source>
      <translation>类型</translation>
    </message>
    <message>
      <source>Link check</source>
      <translation>链接检查</translation>
    </message>
    <message>
      <source>Link works</source>
      <translation>链接有效</translation>
    </message>
    <message>
      <source>Markdown list</source>
      <translation>Markdown 列表</translation>
    </message>
    <message>
      <source>Moved</source>
      <translation>已迁移</translation>
    </message>
    <message>
      <source>Moved to {target}</source>
      <translation>已迁移到 {target}</translation>
    </message>
    <message>
      <source>No answer</source>
      <translation>无响应</translation>
    </message>
    <message>
      <source>No answer to programs</source>
      <translation>不响应程序访问</translation>
    </message>
    <message>
      <source>Note</source>
      <translation>笔记</translation>
    </message>
    <message>
      <source>Notes</source>
      <translation>笔记数</translation>
    </message>
    <message>
      <source>Paper without a link</source>
      <translation>无链接的论文</translation>
    </message>
    <message>
      <source>RIS</source>
      <translation>RIS</translation>
    </message>
    <message>
      <source>Read</source>
      <translation>已读</translation>
    </message>
    <message>
      <source>Same title, other address</source>
      <translation>同名不同址</translation>
    </message>
    <message>
      <source>Section</source>
      <translation>小节</translation>
    </message>
    <message>
      <source>Starred</source>
      <translation>已加星标</translation>
    </message>
    <message>
      <source>State</source>
      <translation>状态</translation>
    </message>
    <message>
      <source>State: starred, unread or read</source>
      <translation>状态：星标、未读或已读</translation>
    </message>
    <message>
      <source>Table (CSV)</source>
      <translation>表格（CSV）</translation>
    </message>
    <message>
      <source>Title</source>
      <translation>标题</translation>
    </message>
    <message>
      <source>Titles differ</source>
      <translation>标题不一</translation>
    </message>
    <message>
      <source>Topic</source>
      <translation>主题</translation>
    </message>
    <message>
      <source>Twice in one note</source>
      <translation>同一笔记中重复</translation>
    </message>
    <message>
      <source>Under different titles</source>
      <translation>标题不一</translation>
    </message>
    <message>
      <source>Unread</source>
      <translation>未读</translation>
    </message>
    <message>
      <source>Web page</source>
      <translation>网页</translation>
    </message>
    <message>
      <source>Written in different ways</source>
      <translation>网址写法不一</translation>
    </message>
    <message>
      <source>Year</source>
      <translation>年份</translation>
    </message>
    <message>
      <source>chosen</source>
      <translation>已选</translation>
    </message>
    <message>
      <source>line {}</source>
      <translation>第 {} 行</translation>
    </message>
    <message>
      <source>read</source>
      <translation>已读</translation>
    </message>
    <message>
      <source>starred</source>
      <translation>已加星标</translation>
    </message>
    <message>
      <source>unread</source>
      <translation>未读</translation>
    </message>
    <message>
      <source>{value}: {count}, {read} read</source>
      <translation>{value}：{count}，已读 {read}</translation>
    </message>
  </context>
  <context>
    <name>ReferenceLibraryPage</name>
    <message>
      <source>The references cannot be read: {}</source>
      <translation>无法读取参考：{}</translation>
    </message>
  </context>
  <context>
    <name>ReferenceMarks</name>
    <message numerus="yes">
      <source>%Ln reference(s) copied</source>
      <translation>
        <numerusform>已复制 %Ln 条参考</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Open %Ln page(s) in the browser?</source>
      <translation>
        <numerusform>要在浏览器里打开 %Ln 个网页吗？</numerusform>
      </translation>
    </message>
    <message>
      <source>Open references</source>
      <translation>打开参考</translation>
    </message>
    <message>
      <source>Your marks could not be saved: {}</source>
      <translation>标记无法保存：{}</translation>
    </message>
  </context>
  <context>
    <name>ReferenceTableView</name>
    <message>
      <source>References of the folder</source>
      <translation>这个文件夹的参考</translation>
    </message>
  </context>
  <context>
    <name>References</name>
    <message>
      <source>Above the first heading</source>
      <translation>第一个小标题之前</translation>
    </message>
    <message numerus="yes">
      <source>cited in %Ln note(s)</source>
      <translation>
        <numerusform>见于 %Ln 篇</numerusform>
      </translation>
    </message>
    <message>
      <source>paper without a link</source>
      <translation>论文 · 无链接</translation>
    </message>
    <message>
      <source>read</source>
      <translation>已读</translation>
    </message>
    <message>
      <source>starred</source>
      <translation>已加星标</translation>
    </message>
    <message>
      <source>unread</source>
      <translation>未读</translation>
    </message>
    <message>
      <source>{read} of {total} read</source>
      <translation>已读 {read} / {total}</translation>
    </message>
  </context>
  <context>
    <name>ReferencesPane</name>
    <message>
      <source>All</source>
      <translation>全部</translation>
    </message>
    <message>
      <source>Filter references</source>
      <translation>筛选参考</translation>
    </message>
    <message>
      <source>Filter the references</source>
      <translation>筛选参考</translation>
    </message>
    <message>
      <source>No other note cites this.</source>
      <translation>没有别的笔记引用它。</translation>
    </message>
    <message>
      <source>No reference matches.</source>
      <translation>没有匹配的参考。</translation>
    </message>
    <message>
      <source>No references here.</source>
      <translation>这里没有参考。</translation>
    </message>
    <message>
      <source>Read</source>
      <translation>已读</translation>
    </message>
    <message>
      <source>References of the note</source>
      <translation>这篇笔记的参考</translation>
    </message>
    <message>
      <source>Starred</source>
      <translation>已加星标</translation>
    </message>
    <message>
      <source>Unread</source>
      <translation>未读</translation>
    </message>
  </context>
  <context>
    <name>SaveDialog</name>
    <message>
      <source>Choose another place…</source>
      <translation>另选位置…</translation>
    </message>
    <message>
      <source>Nothing is ever written in the folder of notes.</source>
      <translation>从不往笔记文件夹里写东西。</translation>
    </message>
  </context>
  <context>
    <name>ScopeBar</name>
    <message>
      <source>Where to search</source>
      <translation>搜索范围</translation>
    </message>
  </context>
  <context>
    <name>SearchDialog</name>
    <message numerus="yes">
      <source>%Ln more section(s): one more word finds fewer</source>
      <translation>
        <numerusform>另有 %Ln 个小节未列出：再加一个词可缩小范围</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln note(s)</source>
      <translation>
        <numerusform>%Ln 篇笔记</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln note(s) not indexed yet</source>
      <translation>
        <numerusform>%Ln 篇笔记尚未索引</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln section(s)</source>
      <translation>
        <numerusform>%Ln 个小节</numerusform>
      </translation>
    </message>
    <message>
      <source>All notes</source>
      <translation>全部笔记</translation>
    </message>
    <message numerus="yes">
      <source>Also in %Ln variant(s) of this note</source>
      <translation>
        <numerusform>这篇笔记的另外 %Ln 个版本里也有</numerusform>
      </translation>
    </message>
    <message>
      <source>Alt+S searches elsewhere.</source>
      <translation>按 Alt+S 换个范围搜索。</translation>
    </message>
    <message>
      <source>Beginning of the note</source>
      <translation>笔记开头</translation>
    </message>
    <message>
      <source>Category {}</source>
      <translation>分类 {}</translation>
    </message>
    <message>
      <source>Earlier searches</source>
      <translation>搜索历史</translation>
    </message>
    <message>
      <source>How to search</source>
      <translation>怎样搜索</translation>
    </message>
    <message>
      <source>In the title of the note</source>
      <translation>在笔记的标题中</translation>
    </message>
    <message>
      <source>No field is called “{}”.</source>
      <translation>没有叫“{}”的字段。</translation>
    </message>
    <message>
      <source>Nothing found.</source>
      <translation>没有找到。</translation>
    </message>
    <message>
      <source>Nothing is written like that. Similar: {}</source>
      <translation>没有这样写的内容。相近的有：{}</translation>
    </message>
    <message>
      <source>Page {}</source>
      <translation>第 {} 页</translation>
    </message>
    <message>
      <source>Saved searches</source>
      <translation>保存的搜索</translation>
    </message>
    <message>
      <source>Search all notes</source>
      <translation>搜索全部笔记</translation>
    </message>
    <message>
      <source>Search everything</source>
      <translation>搜索全部</translation>
    </message>
    <message>
      <source>Search the category {}</source>
      <translation>搜索分类“{}”</translation>
    </message>
    <message>
      <source>Search the folder {}</source>
      <translation>搜索文件夹“{}”</translation>
    </message>
    <message>
      <source>Search the note that is shown</source>
      <translation>搜索正在看的笔记</translation>
    </message>
    <message>
      <source>Search the series {}</source>
      <translation>搜索系列“{}”</translation>
    </message>
    <message>
      <source>Series {}</source>
      <translation>系列 {}</translation>
    </message>
    <message>
      <source>The bracket is not closed.</source>
      <translation>括号没有配对。</translation>
    </message>
    <message>
      <source>The index cannot be read: {}</source>
      <translation>无法读取索引：{}</translation>
    </message>
    <message>
      <source>The quotation mark is not closed.</source>
      <translation>引号没有配对。</translation>
    </message>
    <message>
      <source>The regular expression is not closed: a / ends it.</source>
      <translation>正则表达式没有写完：以 / 结束。</translation>
    </message>
    <message>
      <source>This note</source>
      <translation>这一篇</translation>
    </message>
    <message>
      <source>Without “{}”: {}.</source>
      <translation>去掉“{}”：{}。</translation>
    </message>
    <message>
      <source>a regular expression</source>
      <translation>正则表达式</translation>
    </message>
    <message>
      <source>counting…</source>
      <translation>仍在统计…</translation>
    </message>
    <message>
      <source>in a comment or tag</source>
      <translation>在注释或标签中</translation>
    </message>
    <message>
      <source>in a formula</source>
      <translation>在公式中</translation>
    </message>
    <message>
      <source>in an address</source>
      <translation>在网址中</translation>
    </message>
    <message>
      <source>in code</source>
      <translation>在代码中</translation>
    </message>
    <message>
      <source>in notes of these years, months or days</source>
      <translation>限于这些年、月、日的笔记</translation>
    </message>
    <message>
      <source>in notes of this kind</source>
      <translation>限于这一类笔记</translation>
    </message>
    <message>
      <source>in notes with these properties</source>
      <translation>有这些属性的笔记</translation>
    </message>
    <message>
      <source>in references</source>
      <translation>在参考中</translation>
    </message>
    <message>
      <source>in the properties</source>
      <translation>在属性中</translation>
    </message>
    <message>
      <source>in the text of a picture</source>
      <translation>在图片的替代文字中</translation>
    </message>
    <message>
      <source>in titles of notes, in headings</source>
      <translation>在笔记的标题中、小标题中</translation>
    </message>
    <message>
      <source>one or the other; brackets group</source>
      <translation>任一即可；可用括号分组</translation>
    </message>
    <message>
      <source>sections with both words, in any order</source>
      <translation>同时含有两个词的小节，次序不限</translation>
    </message>
    <message>
      <source>stopped early</source>
      <translation>提前停止</translation>
    </message>
    <message>
      <source>the first without the second</source>
      <translation>含前者而不含后者</translation>
    </message>
    <message>
      <source>the words side by side</source>
      <translation>两个词紧挨着</translation>
    </message>
    <message>
      <source>what is alike, where nothing is written so</source>
      <translation>找不到时，自动查找相近的写法（错字、繁简）</translation>
    </message>
    <message>
      <source>with a formula, image, code or reference</source>
      <translation>含公式、图片、代码或参考</translation>
    </message>
    <message>
      <source>“{}” is not a date or a range.</source>
      <translation>“{}”不是日期或日期范围。</translation>
    </message>
    <message>
      <source>“{}” is not a regular expression.</source>
      <translation>“{}”不是正则表达式。</translation>
    </message>
    <message>
      <source>“{}” takes too long.</source>
      <translation>“{}”耗时过长。</translation>
    </message>
    <message>
      <source>“{}” waits for a value.</source>
      <translation>“{}”后面还缺一个值。</translation>
    </message>
    <message>
      <source>“{}” was searched as text.</source>
      <translation>“{}”已按文字搜索。</translation>
    </message>
    <message>
      <source>“{}”: has: wants formula, image, code, reference, highlight or a property.</source>
      <translation>“{}”：has: 可用 formula、image、code、reference、highlight 或一个属性。</translation>
    </message>
    <message>
      <source>“{}”: kind: knows note, pdf, canvas and subtitles.</source>
      <translation>“{}”：kind: 只认识 note、pdf、canvas 和 subtitles。</translation>
    </message>
    <message>
      <source>↑↓ choose   ⏎ open   Ctrl+⏎ in a new tab   Alt+↑↓ scroll   Alt+S where   Esc back</source>
      <translation>↑↓ 选择   ⏎ 打开   Ctrl+⏎ 新标签页   Alt+↑↓ 滚动预览   Alt+S 范围   Esc 返回</translation>
    </message>
  </context>
  <context>
    <name>SelectionBar</name>
    <message>
      <source>Find similar notes</source>
      <translation>查找相近的笔记</translation>
    </message>
    <message>
      <source>Highlight the selection</source>
      <translation>标亮选中内容</translation>
    </message>
    <message>
      <source>Highlight with a comment (Shift+H)</source>
      <translation>标亮并批注（Shift+H）</translation>
    </message>
    <message>
      <source>Highlight: {}</source>
      <translation>标亮：{}</translation>
    </message>
  </context>
  <context>
    <name>SeriesCommands</name>
    <message>
      <source>There is no other note of the series</source>
      <translation>这个系列没有别的笔记了</translation>
    </message>
    <message>
      <source>This note is in no series</source>
      <translation>这篇笔记不属于任何系列</translation>
    </message>
  </context>
  <context>
    <name>SettingsDialog</name>
    <message>
      <source>&amp;Editor</source>
      <translation>编辑器(&amp;E)</translation>
    </message>
    <message>
      <source>&amp;Font</source>
      <translation>字体(&amp;F)</translation>
    </message>
    <message>
      <source>&amp;Language</source>
      <translation>语言(&amp;L)</translation>
    </message>
    <message>
      <source>&amp;Theme</source>
      <translation>主题(&amp;T)</translation>
    </message>
    <message>
      <source>&amp;Width of the text</source>
      <translation>正文宽度(&amp;W)</translation>
    </message>
    <message>
      <source>&amp;Zoom</source>
      <translation>缩放(&amp;Z)</translation>
    </message>
    <message>
      <source>Address of the search for titles</source>
      <translation>标题搜索的网址</translation>
    </message>
    <message>
      <source>As the system</source>
      <translation>跟随系统</translation>
    </message>
    <message>
      <source>Command of the editor</source>
      <translation>编辑器命令</translation>
    </message>
    <message>
      <source>Dark</source>
      <translation>深色</translation>
    </message>
    <message>
      <source>Draw without the graphics card (from the next start)</source>
      <translation>不用显卡绘制（下次启动生效）</translation>
    </message>
    <message>
      <source>Find traditional and simplified characters alike</source>
      <translation>搜索时不区分繁体与简体</translation>
    </message>
    <message>
      <source>For example: code --goto {file}:{line}</source>
      <translation>例如：code --goto {file}:{line}</translation>
    </message>
    <message>
      <source>High contrast, dark</source>
      <translation>高对比度（深色）</translation>
    </message>
    <message>
      <source>High contrast, light</source>
      <translation>高对比度（浅色）</translation>
    </message>
    <message>
      <source>Light</source>
      <translation>浅色</translation>
    </message>
    <message>
      <source>Medium</source>
      <translation>适中</translation>
    </message>
    <message>
      <source>Narrow</source>
      <translation>窄</translation>
    </message>
    <message>
      <source>Notes</source>
      <translation>笔记</translation>
    </message>
    <message>
      <source>Open the last folder at the start</source>
      <translation>启动时打开上次的文件夹</translation>
    </message>
    <message>
      <source>Opens in the browser, which sends the title that {} stands for.</source>
      <translation>在浏览器中打开；{} 处的标题会由浏览器发送出去。</translation>
    </message>
    <message>
      <source>Page</source>
      <translation>页面</translation>
    </message>
    <message>
      <source>Reduce motion</source>
      <translation>减少动画</translation>
    </message>
    <message>
      <source>Sans serif</source>
      <translation>无衬线</translation>
    </message>
    <message>
      <source>Search for t&amp;itles</source>
      <translation>标题搜索(&amp;I)</translation>
    </message>
    <message>
      <source>Serif</source>
      <translation>衬线</translation>
    </message>
    <message>
      <source>Settings</source>
      <translation>设置</translation>
    </message>
    <message>
      <source>Show a card when the mouse rests on a link</source>
      <translation>鼠标停在链接上时显示卡片</translation>
    </message>
    <message>
      <source>Show and search PDFs as notes</source>
      <translation>像笔记一样显示和搜索 PDF</translation>
    </message>
    <message>
      <source>Show lists of references as they are written</source>
      <translation>按原样显示参考列表</translation>
    </message>
    <message>
      <source>Text &amp;size of the window</source>
      <translation>界面字号(&amp;S)</translation>
    </message>
    <message>
      <source>Whole window</source>
      <translation>整个窗口</translation>
    </message>
    <message>
      <source>Wide</source>
      <translation>宽</translation>
    </message>
    <message>
      <source>Window</source>
      <translation>窗口</translation>
    </message>
    <message>
      <source>the system's own program</source>
      <translation>系统默认的程序</translation>
    </message>
  </context>
  <context>
    <name>ShortcutDialog</name>
    <message>
      <source>Clear</source>
      <translation>清除</translation>
    </message>
    <message>
      <source>Command</source>
      <translation>命令</translation>
    </message>
    <message>
      <source>Filter by name or key</source>
      <translation>按名字或按键筛选</translation>
    </message>
    <message>
      <source>Filter the shortcuts</source>
      <translation>筛选快捷键</translation>
    </message>
    <message>
      <source>Keyboard shortcuts</source>
      <translation>键盘快捷键</translation>
    </message>
    <message>
      <source>Keys</source>
      <translation>按键</translation>
    </message>
    <message>
      <source>New &amp;keys:</source>
      <translation>新按键(&amp;K)：</translation>
    </message>
    <message>
      <source>New keys</source>
      <translation>新按键</translation>
    </message>
    <message>
      <source>Reset</source>
      <translation>恢复默认</translation>
    </message>
    <message>
      <source>Reset all keys</source>
      <translation>全部恢复默认</translation>
    </message>
    <message>
      <source>Shortcuts</source>
      <translation>快捷键</translation>
    </message>
    <message>
      <source>{} belongs to: {}</source>
      <translation>{} 已用于：{}</translation>
    </message>
  </context>
  <context>
    <name>StartPage</name>
    <message>
      <source>Look at the sample notes</source>
      <translation>看看示例笔记</translation>
    </message>
    <message>
      <source>Open folder…</source>
      <translation>打开文件夹…</translation>
    </message>
    <message>
      <source>Open {}</source>
      <translation>打开 {}</translation>
    </message>
    <message>
      <source>Read, search and harvest a folder of notes. Nothing in it is ever changed.</source>
      <translation>阅读、搜索、收集一个笔记文件夹，从不改动其中任何东西。</translation>
    </message>
    <message>
      <source>Recent folders</source>
      <translation>最近的文件夹</translation>
    </message>
    <message>
      <source>Take off this list</source>
      <translation>从列表中去掉</translation>
    </message>
    <message>
      <source>Take {} off this list</source>
      <translation>把 {} 从列表中去掉</translation>
    </message>
    <message>
      <source>not there any more</source>
      <translation>已经不在了</translation>
    </message>
    <message>
      <source>or drop a folder or a note anywhere in this window</source>
      <translation>或者把文件夹、笔记拖到这个窗口里</translation>
    </message>
  </context>
  <context>
    <name>StatusBar</name>
    <message numerus="yes">
      <source>%Ln file(s) written in the folder</source>
      <translation>
        <numerusform>在文件夹里写过 %Ln 个文件</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln problem(s)</source>
      <translation>
        <numerusform>%Ln 个问题</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln request(s)</source>
      <translation>
        <numerusform>联网 %Ln 次</numerusform>
      </translation>
    </message>
    <message>
      <source>Emoji are shown as boxes: install {}</source>
      <translation>表情符号显示为方框：请安装 {}</translation>
    </message>
    <message>
      <source>Encoding: {}</source>
      <translation>编码：{}</translation>
    </message>
    <message>
      <source>Files that this program wrote in the folder of notes, and connections that it made to other machines, since it was started.</source>
      <translation>启动以来，本程序在笔记文件夹里写过的文件数，以及向其他机器发起的连接数。</translation>
    </message>
    <message>
      <source>Indexing</source>
      <translation>正在索引</translation>
    </message>
    <message>
      <source>Indexing stopped</source>
      <translation>索引已停止</translation>
    </message>
    <message>
      <source>Indexing {} of {}</source>
      <translation>正在索引 {} / {}</translation>
    </message>
    <message>
      <source>No folder is open</source>
      <translation>没有打开文件夹</translation>
    </message>
    <message>
      <source>Not everything is indexed: stopped. F5 goes on</source>
      <translation>索引未完成：已停止。按 F5 继续</translation>
    </message>
    <message>
      <source>Opening…</source>
      <translation>正在打开…</translation>
    </message>
    <message>
      <source>Read this note in another encoding</source>
      <translation>以其他编码读取这篇笔记</translation>
    </message>
    <message>
      <source>Refused: {}</source>
      <translation>已拒绝：{}</translation>
    </message>
    <message>
      <source>State of the index</source>
      <translation>索引状态</translation>
    </message>
    <message>
      <source>Stop indexing</source>
      <translation>停止索引</translation>
    </message>
    <message>
      <source>The cache folder cannot be written: the index is a temporary one</source>
      <translation>缓存文件夹不可写：索引是临时的</translation>
    </message>
    <message>
      <source>The folder is not there any more</source>
      <translation>文件夹已经不在了</translation>
    </message>
    <message>
      <source>There is no room for an index</source>
      <translation>没有空间存放索引</translation>
    </message>
    <message>
      <source>Up to date</source>
      <translation>已同步</translation>
    </message>
    <message>
      <source>What the program did</source>
      <translation>程序做过什么</translation>
    </message>
    <message>
      <source>changes are not followed</source>
      <translation>不跟踪改动</translation>
    </message>
    <message>
      <source>looking for changes every few seconds</source>
      <translation>每隔几秒查看改动</translation>
    </message>
    <message>
      <source>temporary index</source>
      <translation>临时索引</translation>
    </message>
    <message>
      <source>the index was damaged and is made anew</source>
      <translation>索引已损坏，正在重建</translation>
    </message>
    <message>
      <source>{} PDFs</source>
      <translation>{} 个 PDF</translation>
    </message>
    <message>
      <source>{} notes</source>
      <translation>{} 篇</translation>
    </message>
    <message>
      <source>{} references</source>
      <translation>{} 条参考</translation>
    </message>
    <message>
      <source>{} sections</source>
      <translation>{} 节</translation>
    </message>
  </context>
  <context>
    <name>TabStrip</name>
    <message>
      <source>All tabs</source>
      <translation>所有标签页</translation>
    </message>
    <message>
      <source>Close</source>
      <translation>关闭</translation>
    </message>
    <message>
      <source>Close tab</source>
      <translation>关闭标签页</translation>
    </message>
    <message>
      <source>Close the others</source>
      <translation>关闭其他标签页</translation>
    </message>
    <message>
      <source>Close those to the right</source>
      <translation>关闭右侧标签页</translation>
    </message>
    <message>
      <source>Copy path</source>
      <translation>复制路径</translation>
    </message>
    <message>
      <source>Duplicate</source>
      <translation>复制标签页</translation>
    </message>
    <message>
      <source>New tab</source>
      <translation>新标签页</translation>
    </message>
    <message>
      <source>Open notes</source>
      <translation>打开的笔记</translation>
    </message>
    <message>
      <source>Pin at the left</source>
      <translation>固定在左侧</translation>
    </message>
    <message>
      <source>Unpin</source>
      <translation>取消固定</translation>
    </message>
  </context>
  <context>
    <name>ToolBar</name>
    <message>
      <source>Menu</source>
      <translation>菜单</translation>
    </message>
    <message>
      <source>Menu (F10)</source>
      <translation>菜单 (F10)</translation>
    </message>
    <message>
      <source>Tool bar</source>
      <translation>工具栏</translation>
    </message>
  </context>
  <context>
    <name>TopBar</name>
    <message>
      <source> · {distinct} distinct of {cited}</source>
      <translation> · {distinct} 条不同，共引用 {cited} 次</translation>
    </message>
    <message>
      <source> · {total} in all</source>
      <translation> · 共 {total} 条</translation>
    </message>
    <message>
      <source>Also: series: category: host: url: heading: path: date:2020..2022, is:unread is:starred is:shared is:repeated, kind:paper, -without, a OR b, /pattern/</source>
      <translation>还可以用：series: category: host: url: heading: path: date:2020..2022，is:unread is:starred is:shared is:repeated，kind:paper，-排除，甲 OR 乙，/正则/</translation>
    </message>
    <message>
      <source>Asks each server; only when you say so</source>
      <translation>会向各网站询问，只在你要求时进行</translation>
    </message>
    <message>
      <source>Back to the notes</source>
      <translation>回到笔记</translation>
    </message>
    <message>
      <source>Back to the notes (Esc)</source>
      <translation>回到笔记 (Esc)</translation>
    </message>
    <message>
      <source>Check links…</source>
      <translation>检查链接…</translation>
    </message>
    <message>
      <source>Export</source>
      <translation>导出</translation>
    </message>
    <message>
      <source>Export what is listed, or what is selected</source>
      <translation>导出列出的，或选中的</translation>
    </message>
    <message>
      <source>Filter references, or paste an address: where did I see this?</source>
      <translation>筛选参考，或粘贴一个网址：我在哪里见过它？</translation>
    </message>
    <message>
      <source>Filter the references of the folder</source>
      <translation>筛选这个文件夹的参考</translation>
    </message>
    <message>
      <source>No references in this folder</source>
      <translation>这个文件夹里没有参考</translation>
    </message>
    <message>
      <source>Reading the references…</source>
      <translation>正在读取参考…</translation>
    </message>
    <message>
      <source>The notes cite {cited} times; {distinct} of these references are different.</source>
      <translation>笔记共引用 {cited} 次，其中不同的参考有 {distinct} 条。</translation>
    </message>
    <message>
      <source>{done} of {total} checked: stop</source>
      <translation>已检查 {done} / {total}：停止</translation>
    </message>
    <message>
      <source>{read} of {count} read</source>
      <translation>已读 {read} / {count}</translation>
    </message>
  </context>
  <context>
    <name>WindowController</name>
    <message>
      <source>Nothing you mark is kept: {}</source>
      <translation>你的标记无法保存：{}</translation>
    </message>
  </context>
</TS>
