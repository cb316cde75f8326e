; The installer for Windows: per user, without an administrator. Made by dev_windows.py, which defines
; VERSION, PAYLOAD (the frozen program's folder), OUT and ICON.
;
; /S silent   /D=FOLDER another folder   /AUTOSTART start with Windows
; /UPDATE     started by the program itself: start it again afterwards   /PROFILE=FOLDER its profile

Unicode true
Target amd64-unicode
ManifestDPIAware true
ManifestLongPathAware true
RequestExecutionLevel user
SetCompressor /SOLID lzma

!include "MUI2.nsh"
!include "FileFunc.nsh"
!include "LogicLib.nsh"
!include "WordFunc.nsh"

!define TITLE "AITBC Provider"
!define CONSOLE "aitbc-provider.exe"
!define WINDOWED "AITBC Provider.exe"
!define ABOUT "Software\Microsoft\Windows\CurrentVersion\Uninstall\AITBCProvider"

Name "${TITLE}"
OutFile "${OUT}"
InstallDir "$LOCALAPPDATA\Programs\AITBC Provider"
InstallDirRegKey HKCU "${ABOUT}" "InstallLocation"
VIProductVersion "${VERSION}.0"
VIAddVersionKey "ProductName" "${TITLE}"
VIAddVersionKey "FileDescription" "${TITLE} installer"
VIAddVersionKey "FileVersion" "${VERSION}"
VIAddVersionKey "LegalCopyright" "MIT licence"

!define MUI_ICON "${ICON}"
!define MUI_UNICON "${ICON}"
!define MUI_FINISHPAGE_RUN "$INSTDIR\${WINDOWED}"
!define MUI_FINISHPAGE_RUN_PARAMETERS "--guarded"
!insertmacro MUI_PAGE_COMPONENTS
!insertmacro MUI_PAGE_DIRECTORY
!insertmacro MUI_PAGE_INSTFILES
!insertmacro MUI_PAGE_FINISH
!insertmacro MUI_UNPAGE_CONFIRM
!insertmacro MUI_UNPAGE_INSTFILES
!insertmacro MUI_LANGUAGE "English"

Var Update
Var AtHome
Var WasRunning

!macro StartAgain FROM MORE
  ; What AskToQuit ended, as it was started; one that runs still only shows its window.
  nsExec::Exec '"${FROM}\${CONSOLE}" start-again "$PLUGINSDIR\again.json" --of "$INSTDIR"${MORE}'
  Pop $0
!macroend

!macro AskToQuit FROM
  ; Every program that runs from there, on whatever profile: hand back the jobs, then end. 0: ended, 3: none ran.
  ; FROM is where the console lies that asks: an older one cannot.
  StrCpy $WasRunning 0
  InitPluginsDir
  ${If} ${FileExists} "$INSTDIR\${CONSOLE}"
    DetailPrint "Asking the running program to hand back its jobs and end"
    nsExec::ExecToStack '"${FROM}\${CONSOLE}" quit --of "$INSTDIR" --keep "$PLUGINSDIR\again.json"'
    Pop $0
    Pop $R2
    ${If} $0 == 0
      StrCpy $WasRunning 1
    ${EndIf}
    ${If} $0 == 1
      !insertmacro StartAgain "${FROM}" ""
      RMDir /r "$INSTDIR.new"
      DetailPrint "$R2"
      MessageBox MB_OK|MB_ICONEXCLAMATION "${TITLE} is still running.$\n$\n$R2" /SD IDOK
      SetErrorLevel 1
      Abort "The program is still running."
    ${EndIf}
  ${EndIf}
!macroend

!macro DeleteProgram
  ; Only what the installer laid down, whatever else may be in that folder.
  Delete "$INSTDIR\${WINDOWED}"
  Delete "$INSTDIR\${CONSOLE}"
  RMDir /r "$INSTDIR\_internal"
!macroend

Function .onInit
  ${GetParameters} $R0
  StrCpy $Update 0
  StrCpy $AtHome ""
  ClearErrors
  ${GetOptions} $R0 "/UPDATE" $R1
  ${IfNot} ${Errors}
    StrCpy $Update 1
  ${EndIf}
  ClearErrors
  ${GetOptions} $R0 "/PROFILE=" $R1
  ${If} ${Errors}
    ; Programs put a word with a space in it into quotes as a whole, which GetOptions passes over.
    ClearErrors
    ${WordFind2X} $R0 '"/PROFILE=' '"' "E+1" $R1
  ${EndIf}
  ${IfNot} ${Errors}
    StrCpy $AtHome ' --home "$R1"'
  ${EndIf}
FunctionEnd

Section "${TITLE}" Main
  SectionIn RO
  ; The new version is laid beside the old one and tries itself there, before the old one is touched.
  RMDir /r "$INSTDIR.new"
  SetOutPath "$INSTDIR.new"
  ClearErrors
  File /r "${PAYLOAD}\*.*"
  ${If} ${Errors}
    RMDir /r "$INSTDIR.new"
    SetErrorLevel 1
    Abort "The files could not be written. Is the disk full? Nothing was changed."
  ${EndIf}
  SetOutPath "$TEMP"
  ${If} ${FileExists} "$INSTDIR\${CONSOLE}"
    DetailPrint "The new version tests itself"
    nsExec::Exec '"$INSTDIR.new\${CONSOLE}" --self-test$AtHome'
    Pop $0
    ${If} $0 != 0
      RMDir /r "$INSTDIR.new"
      MessageBox MB_OK|MB_ICONEXCLAMATION "The new version does not work on this machine. The one before stays." /SD IDOK
      SetErrorLevel 1
      Abort "The new version did not pass its self-test. Nothing was changed."
    ${EndIf}
    !insertmacro AskToQuit "$INSTDIR.new"
    RMDir /r "$INSTDIR.old"
    ; Its guard and its engine end a moment after it.
    StrCpy $1 0
    ${Do}
      ClearErrors
      Rename "$INSTDIR" "$INSTDIR.old"
      ${IfNot} ${Errors}
        ${ExitDo}
      ${EndIf}
      IntOp $1 $1 + 1
      ${If} $1 >= 40
        ${ExitDo}
      ${EndIf}
      Sleep 250
    ${Loop}
    ${If} ${FileExists} "$INSTDIR\${CONSOLE}"
      !insertmacro StartAgain "$INSTDIR.new" ""
      RMDir /r "$INSTDIR.new"
      SetErrorLevel 1
      Abort "The version before could not be moved away. Nothing was changed."
    ${EndIf}
  ${EndIf}
  ; The folder chosen may stand there empty, or with what a removal that was cut short left of this program.
  !insertmacro DeleteProgram
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  ClearErrors
  Rename "$INSTDIR.new" "$INSTDIR"
  ${If} ${Errors}
    Rename "$INSTDIR.old" "$INSTDIR"
    !insertmacro StartAgain "$INSTDIR.new" ""
    RMDir /r "$INSTDIR.new"
    SetErrorLevel 1
    Abort "The new version could not be put in place. The one before stays."
  ${EndIf}
  ; What lived in it may need a moment more.
  StrCpy $1 0
  ${Do}
    RMDir /r "$INSTDIR.old"
    IntOp $1 $1 + 1
    ${If} $1 >= 40
    ${OrIfNot} ${FileExists} "$INSTDIR.old\*.*"
      ${ExitDo}
    ${EndIf}
    Sleep 250
  ${Loop}
  SetOutPath "$INSTDIR"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  CreateShortcut "$SMPROGRAMS\${TITLE}.lnk" "$INSTDIR\${WINDOWED}" "--guarded"
  ${GetSize} "$INSTDIR" "/S=0K" $0 $1 $2
  WriteRegStr HKCU "${ABOUT}" "DisplayName" "${TITLE}"
  WriteRegStr HKCU "${ABOUT}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKCU "${ABOUT}" "DisplayIcon" "$INSTDIR\${WINDOWED}"
  WriteRegStr HKCU "${ABOUT}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKCU "${ABOUT}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKCU "${ABOUT}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKCU "${ABOUT}" "EstimatedSize" $0
  WriteRegDWORD HKCU "${ABOUT}" "NoModify" 1
  WriteRegDWORD HKCU "${ABOUT}" "NoRepair" 1
SectionEnd

Section /o "Start with Windows" Autostart
  nsExec::Exec '"$INSTDIR\${CONSOLE}" autostart on'
  Pop $0
SectionEnd

Section
  ClearErrors
  ${GetParameters} $R0
  ${GetOptions} $R0 "/AUTOSTART" $R1
  ${IfNot} ${Errors}
    nsExec::Exec '"$INSTDIR\${CONSOLE}" autostart on'
    Pop $0
  ${EndIf}
  ${If} $Update == 1
    !insertmacro StartAgain "$INSTDIR" " --also$AtHome"
  ${ElseIf} $WasRunning == 1
    !insertmacro StartAgain "$INSTDIR" ""
  ${EndIf}
SectionEnd

Function .onInstFailed
  ; An update that was refused leaves the version before, and that one goes on.
  ${If} $Update == 1
  ${AndIf} ${FileExists} "$INSTDIR\${WINDOWED}"
    Exec '"$INSTDIR\${WINDOWED}" --guarded --minimised$AtHome'
  ${EndIf}
FunctionEnd

Section "Uninstall"
  !insertmacro AskToQuit "$INSTDIR"
  nsExec::Exec '"$INSTDIR\${CONSOLE}" autostart off'
  Pop $0
  MessageBox MB_YESNO|MB_ICONQUESTION|MB_DEFBUTTON1 "Keep your profile: what was earned, your settings and keys?$\n$\nIf not, the earnings are saved as a table in your documents first." /SD IDYES IDYES keep
  ${GetTime} "" "L" $1 $2 $3 $4 $5 $6 $7
  nsExec::Exec '"$INSTDIR\${CONSOLE}" export earnings --to "$DOCUMENTS\AITBC Provider earnings $3-$2-$1 $5.$6.$7.csv"'
  Pop $0
  ${If} $0 != 0
    MessageBox MB_YESNO|MB_ICONEXCLAMATION|MB_DEFBUTTON2 "There were no earnings to save, or they could not be saved. Delete the profile all the same?" /SD IDNO IDNO keep
  ${EndIf}
  RMDir /r "$LOCALAPPDATA\aitbc-provider"
keep:
  ; The guard and the engine end a moment after the program; until then their files cannot be deleted.
  StrCpy $1 0
  ${Do}
    !insertmacro DeleteProgram
    IntOp $1 $1 + 1
    ${If} $1 >= 40
      ${ExitDo}
    ${EndIf}
    ${IfNot} ${FileExists} "$INSTDIR\_internal\*.*"
    ${AndIfNot} ${FileExists} "$INSTDIR\${WINDOWED}"
      ${ExitDo}
    ${EndIf}
    Sleep 250
  ${Loop}
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  RMDir /r "$INSTDIR.old"
  RMDir /r "$INSTDIR.new"
  Delete "$SMPROGRAMS\${TITLE}.lnk"
  DeleteRegKey HKCU "${ABOUT}"
SectionEnd
