package suite

import (
	"strconv"

	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

// Unreachable are lines that no run of the tests can reach.
var Unreachable = regexp.MustCompile(`^\s*\^?\\?s?\*?(el)?if (typing\.)?(t\.)?TYPE_CHECKING\b|__name__\s*==|^@?(typing\.)?(overload|abstractmethod|abc\.abstractmethod)\b|raise NotImplementedError|^\s*\.\.\.\s*$|^(\\.){3}$`)

// Defaults are what a tool leaves out by itself.
var Defaults = regexp.MustCompile(`^\.\.\.\w*[dD]efaults?(\.\w+)*$`)

func Numeric(word string) bool {
	_, err := strconv.ParseFloat(word, 64)
	return err == nil
}

// Configurations that a tool takes in place of what another file says to it.
var Supersedes = map[string][]string{
	"mypy.ini": {"[tool.mypy", "[mypy"}, ".mypy.ini": {"[tool.mypy", "[mypy"}, "ruff.toml": {"[tool.ruff"}, ".ruff.toml": {"[tool.ruff"},
	"pytest.ini": {"[tool.pytest", "[tool:pytest", "[pytest"}, ".flake8": {"[flake8"}, ".coveragerc": {"[tool.coverage", "[coverage:"},
	".pylintrc": {"[tool.pylint"}, "pylintrc": {"[tool.pylint"}, "pyrightconfig.json": {"[tool.pyright"}, "jest.config.js": {`"jest":`},
	".nycrc": {`"nyc":`}, ".nycrc.json": {`"nyc":`}, ".nycrc.yml": {`"nyc":`}, ".c8rc": {`"c8":`}, ".c8rc.json": {`"c8":`}, ".mocharc.json": {`"mocha":`}, ".mocharc.yml": {`"mocha":`}, ".mocharc.yaml": {`"mocha":`}, ".mocharc.cjs": {`"mocha":`}, ".mocharc.js": {`"mocha":`}, "jest.config.mjs": {`"jest":`}, "jest.config.cjs": {`"jest":`}, "jest.config.ts": {`"jest":`}, "jest.config.json": {`"jest":`}, ".eslintrc.json": {`"eslintConfig"`},
}

var Checkers = regexp.MustCompile(`\b(eslint|ruff|flake8|pylint|mypy|pyright|tsc|golangci-lint|staticcheck|go\s+vet|black|prettier|biome|stylelint|bandit|semgrep|oxlint|xo|shellcheck|hadolint|vulture|npm\s+audit|pip-audit|govulncheck|gosec|revive|isort|gofmt|gofumpt|pydocstyle|coverage\s+report|nyc|c8|type-coverage|depcheck|knip|lint-imports)\b|\bgit\s+diff\b[^|;&]*--exit-code`)
