//go:build race

package goalspec_test

const raced = true
