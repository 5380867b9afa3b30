package policy

import (
	"maps"
	"reflect"
	"slices"
	"strings"
)

// meant guesses the key somebody had in mind.
func meant(v reflect.Value, key string) string {
	key = strings.ReplaceAll(strings.ToLower(key), "-", "_")
	best, least := "", 3
	for _, have := range slices.Sorted(maps.Keys(fields(v))) {
		if d := distance(key, have); d < least {
			best, least = have, d
		}
	}
	if best == "" {
		return ""
	}
	return "; did you mean " + best + "?"
}

// distance counts the letters to insert, drop or replace between two words.
func distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		before := row[0]
		row[0] = i + 1
		for j := range len(b) {
			d := before
			if a[i] != b[j] {
				d = 1 + min(before, row[j], row[j+1])
			}
			before, row[j+1] = row[j+1], d
		}
	}
	return row[len(b)]
}
