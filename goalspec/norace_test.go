//go:build !race

package goalspec_test

const raceEnabled = false
