@echo off
rem inpakken.cmd - maakt van 1 ingevuld document het versleutelde bestand gegevens.7z
rem
rem Sleep het document op dit bestand. 7-Zip zelf vraagt het wachtwoord: het staat nergens in dit
rem bestand, op geen opdrachtregel en in geen variabele.
rem Het einde is "exit", niet "exit /b": na een bestandsnaam met een & wordt dan niets meer uitgevoerd.
setlocal EnableExtensions DisableDelayedExpansion
title Gegevens inpakken met 7-Zip
set "RESULT=1"

if "%~1"=="" goto usage
if not "%~2"=="" goto several
if exist "%~1\" goto folder
if not exist "%~1" goto missing
set "KNOWN="
for %%e in (.txt .csv .vcf .json .xlsx .docx .ods .odt) do if /i "%~x1"=="%%e" set "KNOWN=1"
if not defined KNOWN goto kind
if "%~z1"=="0" goto empty

set "SEVENZIP="
for %%d in ("%ProgramFiles(x86)%" "%ProgramFiles%" "%ProgramW6432%") do if not "%%~d"=="" if exist "%%~d\7-Zip\7z.exe" set "SEVENZIP=%%~d\7-Zip\7z.exe"
if defined SEVENZIP goto found
for %%k in (HKLM HKCU) do for /f "tokens=2,*" %%a in ('reg query "%%k\SOFTWARE\7-Zip" /v Path 2^>nul') do if exist "%%b\7z.exe" set "SEVENZIP=%%b\7z.exe"
if not defined SEVENZIP goto no7zip

:found
set "ARCHIVE=%~dp1gegevens.7z"
if not exist "%ARCHIVE%" goto pack
echo.
echo Er staat al een bestand gegevens.7z in deze map:
echo   "%ARCHIVE%"
choice /c JN /n /m "Mag het weg? Typ J (ja) of N (nee): "
if not "%ERRORLEVEL%"=="1" goto kept
del "%ARCHIVE%"
if exist "%ARCHIVE%" goto kept

:pack
echo.
echo Inpakken: "%~nx1"
echo.
echo 7-Zip vraagt nu het afgesproken wachtwoord: "Enter password".
echo Typ het en druk op Enter. U ziet niet wat u typt.
"%SEVENZIP%" a -t7z -mx=5 -m0=LZMA2 -mhe=on -p -bd -- "%ARCHIVE%" "%~1"
if not "%ERRORLEVEL%"=="0" goto failed

rem Met een leeg wachtwoord (-p) mag het niet opengaan
"%SEVENZIP%" t -t7z -p -bd -- "%ARCHIVE%" >nul 2>nul
if "%ERRORLEVEL%"=="0" goto blank

echo.
echo Typ hetzelfde wachtwoord nog eens, ter controle.
"%SEVENZIP%" t -t7z -bd -- "%ARCHIVE%"
if not "%ERRORLEVEL%"=="0" goto differs

set "RESULT=0"
echo.
echo Klaar. Voeg alleen dit bestand toe aan een nieuwe mail:
echo   "%ARCHIVE%"
goto end

:usage
echo Sleep 1 ingevuld document op dit bestand, bijvoorbeeld gegevens.docx.
goto end

:several
echo Niet ingepakt: sleep 1 bestand tegelijk.
goto end

:folder
echo Niet ingepakt: dit is een map. Sleep er 1 bestand op, het ingevulde document.
goto end

:missing
echo Niet ingepakt: het bestand is niet gevonden.
echo Geef het een eenvoudige naam, zoals gegevens.docx, en probeer opnieuw.
goto end

:kind
echo Niet ingepakt: dit soort bestand kan niet gecontroleerd worden.
echo Dit kan wel: txt, csv, vcf, json, xlsx, docx, ods, odt. Gebruik het sjabloon.
goto end

:empty
echo Niet ingepakt: het bestand is leeg. Vul het eerst in en bewaar het.
goto end

:no7zip
echo Niet ingepakt: 7-Zip is niet gevonden op deze computer. Vraag het aan uw helpdesk.
goto end

:kept
echo Niet ingepakt: er is niets veranderd. Verwijder of verplaats eerst het oude gegevens.7z.
goto end

:failed
if exist "%ARCHIVE%" del "%ARCHIVE%"
echo.
echo Niet gelukt. Sluit het document in Word, Excel of Kladblok en probeer opnieuw.
goto end

:blank
if exist "%ARCHIVE%" del "%ARCHIVE%"
echo.
echo Niet gelukt: u typte geen wachtwoord. Probeer opnieuw.
goto end

:differs
if exist "%ARCHIVE%" del "%ARCHIVE%"
echo.
echo Niet gelukt: het wachtwoord was de tweede keer anders. Probeer opnieuw.
goto end

:end
echo.
pause
exit %RESULT%
