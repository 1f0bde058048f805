<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
  <context>
    <name>BacklinksPane</name>
    <message numerus="yes">
      <source>%n reference(s) in common</source>
      <translation>
        <numerusform>%n reference in common</numerusform>
        <numerusform>%n references in common</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>Deeds</name>
    <message numerus="yes">
      <source>%n reference(s) as</source>
      <translation>
        <numerusform>%n reference as</numerusform>
        <numerusform>%n references as</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n reference(s) copied</source>
      <translation>
        <numerusform>%n reference copied</numerusform>
        <numerusform>%n references copied</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n reference(s) exported to {}</source>
      <translation>
        <numerusform>%n reference exported to {}</numerusform>
        <numerusform>%n references exported to {}</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Ask the servers of %n link(s)?</source>
      <translation>
        <numerusform>Ask the server of %n link?</numerusform>
        <numerusform>Ask the servers of %n links?</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Open %n page(s) in the browser?</source>
      <translation>
        <numerusform>Open %n page in the browser?</numerusform>
        <numerusform>Open %n pages in the browser?</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>NodeLabels</name>
    <message numerus="yes">
      <source>%n note(s)</source>
      <translation>
        <numerusform>%n note</numerusform>
        <numerusform>%n notes</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n reference(s)</source>
      <translation>
        <numerusform>%n reference</numerusform>
        <numerusform>%n references</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n section(s)</source>
      <translation>
        <numerusform>%n section</numerusform>
        <numerusform>%n sections</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>ReferenceDeeds</name>
    <message numerus="yes">
      <source>%n reference(s) copied</source>
      <translation>
        <numerusform>%n reference copied</numerusform>
        <numerusform>%n references copied</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Open %n page(s) in the browser?</source>
      <translation>
        <numerusform>Open %n page in the browser?</numerusform>
        <numerusform>Open %n pages in the browser?</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>ReferenceLibrary</name>
    <message numerus="yes">
      <source>%n more…</source>
      <translation>
        <numerusform>%n more…</numerusform>
        <numerusform>%n more…</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Cited in %n note(s)</source>
      <translation>
        <numerusform>Cited in %n note</numerusform>
        <numerusform>Cited in %n notes</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>References</name>
    <message numerus="yes">
      <source>cited in %n note(s)</source>
      <translation>
        <numerusform>cited in %n note</numerusform>
        <numerusform>cited in %n notes</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>SearchDialog</name>
    <message numerus="yes">
      <source>%n note(s)</source>
      <translation>
        <numerusform>%n note</numerusform>
        <numerusform>%n notes</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n section(s)</source>
      <translation>
        <numerusform>%n section</numerusform>
        <numerusform>%n sections</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>Also in %n variant(s) of this note</source>
      <translation>
        <numerusform>Also in %n variant of this note</numerusform>
        <numerusform>Also in %n variants of this note</numerusform>
      </translation>
    </message>
  </context>
  <context>
    <name>StatusBar</name>
    <message numerus="yes">
      <source>%n file(s) written</source>
      <translation>
        <numerusform>%n file written</numerusform>
        <numerusform>%n files written</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n problem(s)</source>
      <translation>
        <numerusform>%n problem</numerusform>
        <numerusform>%n problems</numerusform>
      </translation>
    </message>
    <message numerus="yes">
      <source>%n request(s)</source>
      <translation>
        <numerusform>%n request</numerusform>
        <numerusform>%n requests</numerusform>
      </translation>
    </message>
  </context>
</TS>
