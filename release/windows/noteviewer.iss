; The installer for Windows, for Inno Setup: iscc /DVersion=0.1.0 release\windows\noteviewer.iss
; For the account that runs it; takes no file type from the program that opens it today.
#ifndef Version
  #error Version is not set
#endif

[Setup]
AppId={{6B0C2D0E-5C5F-4E0C-9A6E-6C2E1C1B7F54}
AppName=noteviewer
AppVersion={#Version}
AppPublisher=The noteviewer authors
AppPublisherURL=https://github.com/noteviewer/noteviewer
DefaultDirName={autopf}\noteviewer
DefaultGroupName=noteviewer
PrivilegesRequired=lowest
PrivilegesRequiredOverridesAllowed=dialog
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
MinVersion=10.0.17763
Compression=lzma2
SolidCompression=yes
LicenseFile=..\..\LICENSE
SetupIconFile=..\..\build\icons\noteviewer.ico
UninstallDisplayIcon={app}\noteviewer-window.exe
OutputDir=..\..\dist
OutputBaseFilename=noteviewer-{#Version}-windows-x86_64-setup
WizardStyle=modern

[Languages]
Name: "english"; MessagesFile: "compiler:Default.isl"

[Files]
Source: "..\..\dist\noteviewer\*"; DestDir: "{app}"; Flags: recursesubdirs ignoreversion

[Icons]
Name: "{group}\noteviewer"; Filename: "{app}\noteviewer-window.exe"; AppUserModelID: "io.github.noteviewer.Noteviewer"

[Registry]
; Offered under "Open with", no more.
Root: HKA; Subkey: "Software\Classes\Applications\noteviewer-window.exe\shell\open\command"; ValueType: string; ValueData: """{app}\noteviewer-window.exe"" ""%1"""; Flags: uninsdeletekey
Root: HKA; Subkey: "Software\Classes\.md\OpenWithList\noteviewer-window.exe"; ValueType: none; Flags: uninsdeletekey

[Run]
Filename: "{app}\noteviewer-window.exe"; Description: "Open noteviewer"; Flags: nowait postinstall skipifsilent
