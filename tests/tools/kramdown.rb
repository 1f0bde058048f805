# Reads paths from standard input, writes one JSON object a line: {path, html, formulas}.
require "json"
require "kramdown"
require "kramdown-parser-gfm"
STDIN.each_line(chomp: true) do |path|
  text = File.read(path, encoding: "bom|utf-8").scrub.gsub("\r\n", "\n")
  text = text.sub(/\A\s*---\n.*?^---\s*\n/m, "").gsub(/\{%-?\s*(end)?raw\s*-?%\}/, "")
  text = text.gsub(/^\* toc\n\{:toc\}\s*$/i, "").gsub(/^<!-- TOC -->.*?^<!-- \/TOC -->/m, "")
  document = Kramdown::Document.new(text, input: "GFM", hard_wrap: false, syntax_highlighter: nil,
                                      math_engine: nil, smart_quotes: %w[apos apos quot quot])
  formulas = []
  walk = lambda do |element|
    formulas << element.value if element.type == :math
    element.children.each(&walk)
  end
  walk.call(document.root)
  puts JSON.generate({ path: path, html: document.to_html, formulas: formulas })
end
