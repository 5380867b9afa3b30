//go:build race

package goalspec_test

const raceEnabled = true
