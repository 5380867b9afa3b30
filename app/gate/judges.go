package gate

import (
	"github.com/goalkeeper-dev/goalkeeper/app/gate/deps"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/scope"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/surface/directories"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/surface/generated"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/surface/interfaces"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/surface/masking"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/surface/readstests"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/surface/specialcases"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/surface/stubs"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/surface/suppressions"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/surface/swallowed"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/surface/testaware"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/surface/unread"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/tests/alone"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/tests/assertions"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/tests/autoload"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/tests/checks"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/tests/clock"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/tests/equality"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/tests/exits"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/tests/expectations"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/tests/mocks"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/tests/removed"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/tests/selection"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/tests/skips"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/tests/snapshots"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/tests/thresholds"
	"github.com/goalkeeper-dev/goalkeeper/app/gate/tests/timeouts"
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

		"tests-removed":  {Version: 1, Judge: removed.Judge},
		"tests-alone":    {Version: 1, Judge: alone.Judge},
		"assertions":     {Version: 1, Judge: assertions.Judge},
		"expectations":   {Version: 1, Judge: expectations.Judge},
		"skips":          {Version: 1, Judge: skips.Judge},
		"selection":      {Version: 1, Judge: selection.Judge},
		"thresholds":     {Version: 1, Judge: thresholds.Judge},
		"timeouts":       {Version: 1, Judge: timeouts.Judge},
		"snapshots":      {Version: 1, Judge: snapshots.Judge},
		"autoload":       {Version: 1, Judge: autoload.Judge},
		"exits":          {Version: 1, Judge: exits.Judge},
		"equality":       {Version: 1, Judge: equality.Judge},
		"mocks":          {Version: 1, Judge: mocks.Judge},
		"clock":          {Version: 1, Judge: clock.Judge},
		"checks-touched": {Version: 1, Judge: checks.Judge},

		"special-cases": {Version: 1, Judge: specialcases.Judge},
		"stubs":         {Version: 1, Judge: stubs.Judge},
		"test-aware":    {Version: 1, Judge: testaware.Judge},
		"reads-tests":   {Version: 1, Judge: readstests.Judge},
		"swallowed":     {Version: 1, Judge: swallowed.Judge},
		"masking":       {Version: 1, Judge: masking.Judge},
		"suppressions":  {Version: 1, Judge: suppressions.Judge},
		"interfaces":    {Version: 1, Judge: interfaces.Judge},
		"directories":   {Version: 1, Judge: directories.Judge},
		"generated":     {Version: 2, Judge: generated.Judge},
		"generators":    {Version: 1, Judge: generated.Compare},
		"unread":        {Version: 1, Judge: unread.Judge},

		"secrets":     {Version: 1, Judge: secrets.Judge},
		"binaries":    {Version: 1, Judge: text.Binaries},
		"links":       {Version: 1, Judge: text.Links},
		"hidden-text": {Version: 1, Judge: text.Hidden},
	}
}
