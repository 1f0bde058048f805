<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
  <context>
    <name>BacklinksPane</name>
    <message numerus="yes">
      <source>%Ln reference(s) in common</source>
      <translation>
        <numerusform>%Ln reference in common</numerusform>
        <numerusform>%Ln references in common</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>HighlightActions</name>
    <message numerus="yes">
      <source>%Ln highlight(s) deleted; Ctrl+Z brings them back</source>
      <translation>
        <numerusform>%Ln highlight deleted; Ctrl+Z brings it back</numerusform>
        <numerusform>%Ln highlights deleted; Ctrl+Z brings them back</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>HighlightFiles</name>
    <message numerus="yes">
      <source>%Ln entry(s) left out</source>
      <translation>
        <numerusform>%Ln entry left out</numerusform>
        <numerusform>%Ln entries left out</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln highlight(s) taken in</source>
      <translation>
        <numerusform>%Ln highlight taken in</numerusform>
        <numerusform>%Ln highlights taken in</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>LinkChecks</name>
    <message numerus="yes">
      <source>Ask the servers of %Ln link(s)?</source>
      <translation>
        <numerusform>Ask the server of %Ln link?</numerusform>
        <numerusform>Ask the servers of %Ln links?</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>NodeLabels</name>
    <message numerus="yes">
      <source>%Ln note(s)</source>
      <translation>
        <numerusform>%Ln note</numerusform>
        <numerusform>%Ln notes</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln reference(s)</source>
      <translation>
        <numerusform>%Ln reference</numerusform>
        <numerusform>%Ln references</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln section(s)</source>
      <translation>
        <numerusform>%Ln section</numerusform>
        <numerusform>%Ln sections</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>QuickOpen</name>
    <message numerus="yes">
      <source>%Ln note(s)</source>
      <translation>
        <numerusform>%Ln note</numerusform>
        <numerusform>%Ln notes</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln note(s) not indexed yet</source>
      <translation>
        <numerusform>%Ln note not indexed yet</numerusform>
        <numerusform>%Ln notes not indexed yet</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>ReferenceExporter</name>
    <message numerus="yes">
      <source>%Ln reference(s) as</source>
      <translation>
        <numerusform>%Ln reference as</numerusform>
        <numerusform>%Ln references as</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln reference(s) exported to {}</source>
      <translation>
        <numerusform>%Ln reference exported to {}</numerusform>
        <numerusform>%Ln references exported to {}</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>ReferenceLibrary</name>
    <message numerus="yes">
      <source>%Ln more…</source>
      <translation>
        <numerusform>%Ln more…</numerusform>
        <numerusform>%Ln more…</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Cited in %Ln note(s)</source>
      <translation>
        <numerusform>Cited in %Ln note</numerusform>
        <numerusform>Cited in %Ln notes</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>ReferenceMarks</name>
    <message numerus="yes">
      <source>%Ln reference(s) copied</source>
      <translation>
        <numerusform>%Ln reference copied</numerusform>
        <numerusform>%Ln references copied</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Open %Ln page(s) in the browser?</source>
      <translation>
        <numerusform>Open %Ln page in the browser?</numerusform>
        <numerusform>Open %Ln pages in the browser?</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>References</name>
    <message numerus="yes">
      <source>cited in %Ln note(s)</source>
      <translation>
        <numerusform>cited in %Ln note</numerusform>
        <numerusform>cited in %Ln notes</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>SearchDialog</name>
    <message numerus="yes">
      <source>%Ln more section(s): one more word finds fewer</source>
      <translation>
        <numerusform>%Ln more section: one more word finds fewer</numerusform>
        <numerusform>%Ln more sections: one more word finds fewer</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln note(s)</source>
      <translation>
        <numerusform>%Ln note</numerusform>
        <numerusform>%Ln notes</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln note(s) not indexed yet</source>
      <translation>
        <numerusform>%Ln note not indexed yet</numerusform>
        <numerusform>%Ln notes not indexed yet</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln section(s)</source>
      <translation>
        <numerusform>%Ln section</numerusform>
        <numerusform>%Ln sections</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Also in %Ln variant(s) of this note</source>
      <translation>
        <numerusform>Also in %Ln variant of this note</numerusform>
        <numerusform>Also in %Ln variants of this note</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>StatusBar</name>
    <message numerus="yes">
      <source>%Ln file(s) written in the folder</source>
      <translation>
        <numerusform>%Ln file written in the folder</numerusform>
        <numerusform>%Ln files written in the folder</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln problem(s)</source>
      <translation>
        <numerusform>%Ln problem</numerusform>
        <numerusform>%Ln problems</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%Ln request(s)</source>
      <translation>
        <numerusform>%Ln request</numerusform>
        <numerusform>%Ln requests</numerusform>
      </translation>
    </message>
  </context>
</TS>
