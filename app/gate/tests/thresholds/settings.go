package thresholds

import (
	"github.com/goalkeeper-dev/goalkeeper/app/gate/tests/suite"
)

func holds(s suite.Settings, path, v string) bool {
	for _, have := range s[path] {
		if have.Text == v {
			return true
		}
	}
	return false
}
