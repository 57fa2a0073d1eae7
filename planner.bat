@echo off
rem planner.bat         start the app with sample data on http://127.0.0.1:8000
rem planner.bat serve   start it for real, with the options of planner serve (--host 0.0.0.0 ...)
rem planner.bat test    run all tests
rem Only Python 3.11 or newer is needed; everything else goes into .venv.
setlocal
cd /d "%~dp0"
set PYTHONUTF8=1

set "TASK=%~1"
if "%TASK%"=="" set "TASK=run"
set "OPTIONS="
for /f "tokens=1,*" %%A in ("%*") do set "OPTIONS=%%B"
set "LOCK="
if "%TASK%"=="run" set "LOCK=locks\run.txt"
if "%TASK%"=="serve" set "LOCK=locks\run.txt"
if "%TASK%"=="test" set "LOCK=locks\dev.txt"
if not defined LOCK (
    echo Use:  planner.bat   or   planner.bat serve   or   planner.bat test
    exit /b 2
)

if exist ".venv\Scripts\python.exe" goto install
set "PYTHON="
for %%P in ("py -3" "python" "python3") do (
    if not defined PYTHON (
        %%~P -c "import sys; sys.exit(sys.version_info < (3, 11))" >nul 2>nul && set "PYTHON=%%~P"
    )
)
if not defined PYTHON (
    echo This needs Python 3.11 or newer, and none was found.
    echo Install it from python.org and tick "Add python.exe to PATH", then start this again.
    goto failed
)
echo Making .venv ...
%PYTHON% -m venv .venv || goto failed

:install
rem The copies make the second start fast: pip runs again only when one of the two files has changed.
set "STAMP=.venv\installed-%TASK%"
fc /b pyproject.toml "%STAMP%.pyproject" >nul 2>nul || goto pip
fc /b "%LOCK%" "%STAMP%.lock" >nul 2>nul || goto pip
goto %TASK%

:pip
echo Installing into .venv (about a minute, once) ...
set "PIP=.venv\Scripts\python -m pip install --quiet --disable-pip-version-check"
rem Only files with the hashes in locks\ come in; the app itself is then laid over them without asking for anything.
%PIP% --require-hashes -r "%LOCK%" || goto failed
%PIP% --no-index --no-deps --no-build-isolation -e . || goto failed
copy /y pyproject.toml "%STAMP%.pyproject" >nul
copy /y "%LOCK%" "%STAMP%.lock" >nul
goto %TASK%

:run
.venv\Scripts\planner serve --sample-data || goto failed
exit /b 0

:serve
.venv\Scripts\planner serve %OPTIONS% || goto failed
exit /b 0

:test
.venv\Scripts\python -m pytest -n 2 --dist worksteal || goto failed
exit /b 0

:failed
rem A window opened by a double click stays open, so that the reason can be read.
if "%~1"=="" pause
exit /b 1
