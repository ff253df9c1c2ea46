# Two commands do everything on a fresh machine: `make site` and `make test`.
PYTHON ?= python3
PY := .venv/bin/python
export NO_MKDOCS_2_WARNING := 1
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help site serve desk test quick check sheets bench bench-read publish-tools clean

help: ## 列出全部命令
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /make \1\t/' | expand -t 22

site: .venv/site ## 建环境，生成网站到 build/site
	$(PY) -m scripts build

serve: .venv/site ## 本机预览，改动后自动刷新
	$(PY) -m scripts serve

desk: .venv/desk ## 编辑台：在浏览器里用表格填写和修改记录
	$(PY) -m scripts desk

check: .venv/site ## 只检查记录，几秒钟
	$(PY) -m scripts check

sheets: .venv/site ## 装上表格导出、导入要用的两个包
	.venv/bin/pip install --quiet --disable-pip-version-check --require-hashes -r scripts/editing/requirements.txt

test: .venv/test ## 全部测试
	.venv/bin/ruff check .
	.venv/bin/ruff format --check --quiet .
	.venv/bin/mypy
	$(PY) -m pytest --numprocesses=3 --dist=worksteal $(if $(CI),--durations=15)

quick: .venv/test ## 最要紧的测试，不建网站、不开别的程序
	$(PY) -m pytest --numprocesses=2 --dist=worksteal -m 'not slow'

bench: .venv/test ## 用时是否随文字长短平稳增长；与 Hugo 加 Pagefind 等同场比用时和内存，一千条与一万条；再测搜索与慢手机
	$(PY) -m pytest --at-length tests/bench tests/release/test_killed.py tests/desk/test_screens.py
	$(PY) -m pytest --at-length --numprocesses=2 -m hypothesis
	$(PY) -m tests.rebuild
	$(PY) -m tests.bench

bench-read: .venv/test ## 只测慢手机上打开的用时
	$(PY) -m tests.bench --read

publish-tools: .venv/publish ## 发布用的：更小的压缩文件，对象存储

clean: ## 删去一切可重建的东西
	rm -rf build .cache .venv

.venv/site: requirements.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo '需要 Python 3.11 或更新：make site PYTHON=python3.12'; exit 2; }
	.venv/bin/python -c '' 2>/dev/null || $(PYTHON) -m venv --clear .venv
	.venv/bin/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@touch $@

.venv/desk: .venv/site scripts/desk/requirements.txt
	.venv/bin/pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r scripts/desk/requirements.txt
	@touch $@

.venv/publish: .venv/site scripts/release/requirements.txt
	.venv/bin/pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r scripts/release/requirements.txt
	@touch $@

.venv/test: .venv/site tests/requirements.txt
	.venv/bin/pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r tests/requirements.txt
	@touch $@
