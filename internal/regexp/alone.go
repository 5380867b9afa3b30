package regexp

import "strings"

// HasWord tells whether a text holds a word that is no part of a longer one.
func HasWord(text, word string) bool { return IndexWord(text, word, alone) >= 0 }

func alone(before, after byte) bool { return !InWord(before) && !InWord(after) }

// IndexWord is the first place at which a text holds a word between bytes that may
// stand around it, 0 for none; -1 where there is none.
func IndexWord(text, word string, may func(before, after byte) bool) int {
	for at := 0; word != ""; at++ {
		n := strings.Index(text[at:], word)
		if n < 0 {
			break
		}
		at += n
		var before, after byte
		if at > 0 {
			before = text[at-1]
		}
		if end := at + len(word); end < len(text) {
			after = text[end]
		}
		if may(before, after) {
			return at
		}
	}
	return -1
}

// InWord tells whether a byte belongs to a name or a number.
func InWord(c byte) bool { return inWord[c] }

var inWord = func() (of [256]bool) {
	for c := range of {
		of[c] = strings.IndexByte("_0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ", byte(c)) >= 0
	}
	return of
}()
