"""``script/test``: every check of the code, then every test, on databases that are thrown away."""

from __future__ import annotations

import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from house import setup
from house.places import PYTHON, REPO, environment
from house.say import run, say
from house.stores import start_stores
from house.throwaway import household

CODE = ("steinkjer_skolemiljo", "cases", "procedures", "annual_wheel", "tests", "bench", "script/house")
# Enough for production's settings to be read; nobody is served with them.
PRODUCTION = {
    "DJANGO_SETTINGS_MODULE": "steinkjer_skolemiljo.settings.production",
    "SECRET_KEY": "bare-for-kontrollen-av-innstillingene-0123456789-abcdefghijklmnop",
    "ALLOWED_HOSTS": "skolemiljo.example",
    "SITE_URL": "https://skolemiljo.example",
    "REDIS_URL": "redis://redis:6379/0",
}


@dataclass(frozen=True)
class Step:
    """One check: its name for people, its command, and what it needs to know."""

    name: str
    command: tuple[str, ...]
    env: dict[str, str]


@dataclass(frozen=True)
class Outcome:
    """How a step went."""

    step: Step
    code: int
    seconds: float
    output: str


def _python(*arguments: str) -> tuple[str, ...]:
    return (str(PYTHON), *arguments)


def _steps(env: dict[str, str]) -> list[list[Step]]:
    """Two rows of steps, about equally long, that run side by side."""
    programs = PYTHON.parent
    types = Step("mypy", (str(programs / "mypy"), *CODE), env)
    others = [
        Step("ruff check", (str(programs / "ruff"), "check", "--quiet"), env),
        Step("ruff format", (str(programs / "ruff"), "format", "--check", "--quiet"), env),
        Step("lint-imports", (str(programs / "lint-imports"), "--no-cache"), env),
        Step("djlint", (str(programs / "djlint"), "templates", "--lint", "--quiet"), env),
        Step("makemigrations --check", _python("manage.py", "makemigrations", "--check", "--dry-run"), env),
        Step(
            "check --deploy",
            _python("manage.py", "check", "--deploy", "--fail-level", "WARNING"),
            env | PRODUCTION,
        ),
    ]
    return [[types], others]


def _do(step: Step) -> Outcome:
    started = time.monotonic()
    done = subprocess.run(
        step.command,
        cwd=REPO,
        env=step.env,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    outcome = Outcome(step, done.returncode, time.monotonic() - started, done.stdout)
    _report(outcome)
    return outcome


def _report(outcome: Outcome) -> None:
    how = "ok" if outcome.code == 0 else "FEIL"
    text = f"{outcome.step.name:<24} {how:<5} {outcome.seconds:6.1f} s"
    if outcome.code != 0:
        text += "\n" + outcome.output.rstrip()
    say(text)


def _checks(env: dict[str, str]) -> list[Outcome]:
    rows = _steps(env)
    with ThreadPoolExecutor(len(rows)) as pool:
        return [outcome for row in pool.map(lambda steps: [_do(step) for step in steps], rows) for outcome in row]


def _pytest(arguments: list[str], env: dict[str, str]) -> Outcome:
    """Pytest writes as it goes: it takes minutes, and one wants to see it move."""
    # Playwright's sync API runs a loop of its own in the test process, which Django would warn of.
    env = env | {"DJANGO_ALLOW_ASYNC_UNSAFE": "1"}
    step = Step("pytest", _python("-m", "pytest", "--create-db", *arguments), env)
    started = time.monotonic()
    code = subprocess.run(step.command, cwd=REPO, env=env, check=False).returncode
    outcome = Outcome(step, code, time.monotonic() - started, "")
    _report(outcome)
    return outcome


def main(arguments: list[str]) -> int:
    """Run everything, or with arguments only pytest with these."""
    setup.all_of_it()
    setup.browser_tools()
    started = time.monotonic()
    with household() as (house, directory):
        addresses = start_stores(house, directory, throw_away=True)
        env = environment(
            DATABASE_URL=addresses["DATABASE_URL"],
            # The tests' own broker does not answer, on purpose; those that need a real one ask for this.
            ARBEIDER_REDIS_URL=addresses["REDIS_URL"],
            CHROMIUM=str(setup.chromium()),
            DJANGO_SETTINGS_MODULE="steinkjer_skolemiljo.settings.test",
        )
        outcomes = [] if arguments else _checks(env)
        # One more than the cores of a small machine: a test in a browser mostly waits. In the order of the folders: by
        # the number of tests, the files with few long ones would be left for the end.
        outcomes.append(_pytest(arguments or ["-n", "3", "--dist", "loadfile", "--no-loadscope-reorder"], env))
    failed = [outcome.step.name for outcome in outcomes if outcome.code != 0]
    seconds = time.monotonic() - started
    if failed:
        print(f"\nFEIL i {', '.join(failed)} ({seconds:.0f} s)", file=sys.stderr)
        return 1
    say(f"\nAlt i orden ({seconds:.0f} s)")
    return 0


if __name__ == "__main__":
    run(main)
