# Finds a Python of 3.11 or later and runs one of the house's commands with it.
set -euo pipefail
katalog="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
kommando="$1"
shift

for python in "${PYTHON:-}" python3.11 python3.12 python3.13 python3 python3.14 python; do
  [ -n "$python" ] || continue
  if "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then
    cd "$katalog/../.."
    # Left in place by exec, so that the process that is started is also the one that hears Ctrl-C.
    PYTHONPATH="$katalog/.." PYTHONDONTWRITEBYTECODE=1 exec "$python" -m "house.$kommando" "$@"
  fi
done
echo "Stopper: fant ikke Python 3.11 eller nyere. Installer den, eller sett PYTHON til den." >&2
exit 1
