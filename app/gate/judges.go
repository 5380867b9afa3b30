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
		"size":         {Version: 1, Judge: scope.Size},
		"commands":     {Version: 1, Judge: scope.Commands},
		"network":      {Version: 1, Judge: scope.Network},
		"claims":       {Version: 1, Judge: scope.Claims},
		"same-failure": {Version: 1, Judge: scope.SameFailure},
		"no-progress":  {Version: 1, Judge: scope.NoProgress},
		"unfinished":   {Version: 1, Judge: scope.Unfinished},

		"dependencies": {Version: 1, Judge: deps.Dependencies},
		"locks":        {Version: 1, Judge: deps.Locks},
		"overrides":    {Version: 1, Judge: deps.Overrides},

		"tests-removed":  {Version: 1, Judge: tests.Removed},
		"tests-alone":    {Version: 1, Judge: tests.Alone},
		"assertions":     {Version: 1, Judge: tests.Assertions},
		"expectations":   {Version: 1, Judge: tests.Expectations},
		"skips":          {Version: 1, Judge: tests.Skips},
		"selection":      {Version: 1, Judge: tests.Selection},
		"thresholds":     {Version: 1, Judge: tests.Thresholds},
		"timeouts":       {Version: 1, Judge: tests.Timeouts},
		"snapshots":      {Version: 1, Judge: tests.Snapshots},
		"autoload":       {Version: 1, Judge: tests.Autoload},
		"exits":          {Version: 1, Judge: tests.Exits},
		"equality":       {Version: 1, Judge: tests.Equality},
		"mocks":          {Version: 1, Judge: tests.Mocks},
		"clock":          {Version: 1, Judge: tests.Clock},
		"checks-touched": {Version: 1, Judge: tests.Checks},

		"special-cases": {Version: 1, Judge: surface.SpecialCases},
		"stubs":         {Version: 1, Judge: surface.Stubs},
		"test-aware":    {Version: 1, Judge: surface.Aware},
		"reads-tests":   {Version: 1, Judge: surface.ReadsTests},
		"swallowed":     {Version: 1, Judge: surface.Swallowed},
		"masking":       {Version: 1, Judge: surface.Masking},
		"suppressions":  {Version: 1, Judge: surface.Suppressions},
		"interfaces":    {Version: 1, Judge: surface.Interfaces},
		"directories":   {Version: 1, Judge: surface.Directories},
		"generated":     {Version: 2, Judge: surface.Generated},
		"generators":    {Version: 1, Judge: surface.Generators},
		"unread":        {Version: 1, Judge: surface.Unread},

		"secrets":     {Version: 1, Judge: secrets.Judge},
		"binaries":    {Version: 1, Judge: text.Binaries},
		"links":       {Version: 1, Judge: text.Links},
		"hidden-text": {Version: 1, Judge: text.Hidden},
	}
}
