# `make chat` serves Signpost; `make test` proves it. Both install what they need into .venv first.
PYTHON ?= python3
PIP := .venv/bin/pip install --quiet --disable-pip-version-check

.PHONY: chat ingest test lint types pytest browser clean

chat: ingest
	.venv/bin/signpost chat

ingest: .venv/installed
	.venv/bin/signpost ingest

test: lint types pytest

lint: .venv/tested
	.venv/bin/ruff format --check .
	.venv/bin/ruff check .

types: .venv/tested
	.venv/bin/mypy

pytest: .venv/tested browser .venv/node
	.venv/bin/pytest

# The page's tests drive Debian's Chromium: installed where it is missing and this user may.
browser:
	@command -v chromium >/dev/null && exit 0; \
	if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		echo "Installing chromium for the page's tests"; \
		apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium >/dev/null; \
	else \
		echo "The page's tests need Chromium: ask an administrator for 'apt-get install chromium'." >&2; exit 1; \
	fi

# The GIFT export is read back with another project's parser, which runs in Node.
.venv/node: .venv/tested
	@command -v npm >/dev/null || { \
		if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
			echo "Installing nodejs and npm for the tests of the GIFT export"; \
			apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq nodejs npm >/dev/null; \
		else \
			echo "The tests of the GIFT export need Node: ask an administrator for 'apt-get install nodejs npm'." >&2; exit 1; \
		fi; }
	npm install --silent --no-audit --no-fund --prefix $@ gift-pegjs@1.0.2

.venv/installed: pyproject.toml constraints.txt
	$(PYTHON) -m venv .venv
	$(PIP) --constraint constraints.txt --editable .
	@touch $@

.venv/tested: .venv/installed
	$(PIP) --constraint constraints.txt --editable '.[test]'
	@touch $@

clean:
	rm -rf .venv .signpost *.egg-info
