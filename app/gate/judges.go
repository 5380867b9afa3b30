package gate

import (
	"github.com/goalkeeper-dev/goalkeeper/app/gate/deps"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/scope"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/surface"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/tests"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/text"
)

// judges binds the rows of the table to code.
func judges(secrets *text.Secrets) map[string]Rule {
	return map[string]Rule{
		"scope":     {Version: 1, Judge: scope.Paths},
		"preserve":  {Version: 1, Judge: scope.Preserved},
		"protected": {Version: 1, Judge: scope.Protected},

		"dependencies": {Version: 1, Judge: deps.Dependencies},

		"tests-alone":    {Version: 1, Judge: tests.Alone},
		"tests-removed":  {Version: 1, Judge: tests.Removed},
		"checks-touched": {Version: 1, Judge: tests.Checks},

		"suppressions": {Version: 1, Judge: surface.Suppressions},

		"secrets":     {Version: 1, Judge: secrets.Judge},
		"binaries":    {Version: 1, Judge: text.Binaries},
		"links":       {Version: 1, Judge: text.Links},
		"hidden-text": {Version: 1, Judge: text.Hidden},
	}
}
