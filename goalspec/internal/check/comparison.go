package check

import (
	"strings"
	"unicode/utf8"

	"github.com/goalkeeper-dev/goalkeeper/goalspec/internal/prose"
)

var ops = map[string]string{
	"<=": "<=", ">=": ">=", "==": "==", "≤": "<=", "≥": ">=", "<": "<", ">": ">", "=": "==",
	"at least": ">=", "minimum": ">=", "minimum of": ">=",
	"at most": "<=", "up to": "<=", "within": "<=", "maximum": "<=", "maximum of": "<=",
	"exceed": ">", "exceeds": ">", "exceeded": ">", "exceeding": ">", "surpass": ">", "surpasses": ">", "surpassed": ">", "surpassing": ">",
	"over": ">", "above": ">", "beyond": ">", "under": "<", "below": "<", "beneath": "<",
	"more than": ">", "greater than": ">", "higher than": ">", "larger than": ">", "bigger than": ">", "longer than": ">",
	"less than": "<", "fewer than": "<", "lower than": "<", "smaller than": "<", "shorter than": "<",
	"exactly": "==", "slower than": "", "faster than": "",
}

// comparisons are where an operator, the number behind it and its unit stand, of
// no more than are looked at.
func comparisons(s string) (out [][]int) {
	for i := 0; i < len(s) && len(out) <= MaxBounds; i++ {
		if s[i] < '0' || s[i] > '9' {
			continue
		}
		front := strings.TrimSuffix(s[:i], "-")
		if len(front) == i {
			front = strings.TrimSuffix(front, "−")
		}
		end := len(strings.TrimRight(front, " \t\r\n"))
		if at := strings.TrimSuffix(strings.TrimSuffix(front[:end], " current"), " the"); len(at) < end {
			end = len(at) // "below the current 80%"
		}
		if from := operator(s[:end]); from < end {
			loc := boundAt.FindStringSubmatchIndex(s[len(front):])
			for j := range loc {
				if loc[j] >= 0 {
					loc[j] += len(front)
				}
			}
			out = append(out, append([]int{from, loc[1], from, end}, loc[2:]...))
			i = loc[3]
			continue
		}
		for i < len(s) && s[i] >= '0' && s[i] <= '9' {
			i++
		}
	}
	return out
}

// operator is where the sign or the words of one begin with which s ends, the end
// of s when there is none.
func operator(s string) int {
	from := len(s)
	for range 3 {
		if r, size := utf8.DecodeLastRuneInString(s[:from]); strings.ContainsRune("<>=!≤≥≠", r) {
			from -= size
		}
	}
	if from < len(s) || s == "" || !prose.IsLetter(s[len(s)-1]) {
		return from
	}
	for n, at := 0, len(s); n < 2 && at > 0; n++ {
		for at > 0 && prose.IsLetter(s[at-1]) {
			at--
		}
		var low [16]byte
		if len(s)-at > len(low) {
			break
		}
		for i := at; i < len(s); i++ {
			low[i-at] = s[i] | 0x20
		}
		if _, ok := ops[string(low[:len(s)-at])]; ok {
			from = at
		}
		if at > 0 && s[at-1] == ' ' {
			at--
		} else {
			break
		}
	}
	return from
}

// opOf is the operator of a word or sign, "" when it has no certain one. Only of
// a time is it known that faster is less.
func opOf(word, s string, loc []int) string {
	word = strings.ToLower(word)
	timed := loc[2] >= 0 && prose.IsTime(s[loc[2]:loc[3]])
	switch {
	case word == "faster than" && timed:
		return "<"
	case word == "slower than" && timed:
		return ">"
	}
	return ops[word]
}
