package product

import (
	"github.com/goalkeeper-dev/goalkeeper/internal/regexp"
)

var OwnTools = regexp.MustCompile(`(?i)(^|/)(\.github|\.gitlab|testdata|node_modules|vendor)/|(^|/)[\w.-]+\.config\.[cm]?[jt]s$|(^|/)\.\w+rc\.[cm]?[jt]s$|(^|/)(package(-lock)?|tsconfig|composer)\.json$|lock\.(ya?ml|json)$|(^|/)(Cargo|pyproject|Pipfile)\.(toml|lock)$`)
