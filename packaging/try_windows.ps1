# On real Windows: the installer as a person would use it, without one. Fails with the first thing that is not so.
$ErrorActionPreference = "Stop"
$setup = (Get-ChildItem dist\*-setup.exe)[0].FullName
$home2 = Join-Path $env:TEMP "Prüfung mit Leerzeichen"
$folder = Join-Path $env:LOCALAPPDATA "Programs\AITBC Provider"
$console = Join-Path $folder "aitbc-provider.exe"
$run = "HKCU:\Software\Microsoft\Windows\CurrentVersion\Run"

function Check($what, $so) { if (-not $so) { throw "not so: $what" } else { "ok: $what" } }
function Setup($words) { (Start-Process $setup -ArgumentList $words -Wait -PassThru).ExitCode }
function Status { & $console status --json --home $home2 2>$null | Out-String | ConvertFrom-Json }
function Until($what, $seconds, $test) {
  $end = (Get-Date).AddSeconds($seconds)
  while (-not (& $test)) { if ((Get-Date) -gt $end) { throw "not in time: $what" }; Start-Sleep -Milliseconds 500 }
  "ok: $what"
}

Check "installed silently" ((Setup "/S") -eq 0)
Check "start menu" (Test-Path "$env:APPDATA\Microsoft\Windows\Start Menu\Programs\AITBC Provider.lnk")
Check "no start with Windows unless wanted" (-not (Get-ItemProperty $run)."AITBC Provider")
& $console --self-test; Check "self-test where it is installed" ($LASTEXITCODE -eq 0)
& $console autostart on; Check "start with Windows" ((Get-ItemProperty $run)."AITBC Provider" -like "*--guarded --minimised*")

Start-Process "$folder\AITBC Provider.exe" -ArgumentList "--practice", "--home", "`"$home2`""
Until "a practice job is done" 120 { $s = Status; $s -and $s.jobs.completed -gt 0 }
$before = (Status).pid
Check "upgraded while it runs, asked though nobody told its profile" ((Setup "/S") -eq 0)
Until "it runs again, the new one" 120 { $s = Status; $s -and $s.pid -ne $before }
& $console quit --home $home2; Check "ended in order" ($LASTEXITCODE -eq 0)
Check "updated as the program does it" ((Setup "/S /UPDATE `"/PROFILE=$home2`"") -eq 0)
Until "it runs again" 120 { Status }

Start-Process "$folder\uninstall.exe" -ArgumentList "/S" -Wait
Until "the program is gone, which ran until then" 90 { -not (Test-Path $console) }
Check "nothing is left running" (-not (Get-Process | Where-Object { $_.Path -like "$folder\*" }))
Check "not started with Windows any more" (-not (Get-ItemProperty $run)."AITBC Provider")
Check "the profile stays" (Test-Path "$home2\history.db")
