package policy

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"regexp"
	"strings"
)

// The head of a file is as far as @preserve is looked for.
const (
	headLines = 30
	headBytes = 4 << 10
)

var preserveMark = regexp.MustCompile(`(^|[^\w@./-])@preserve($|[^\w/-])`)

// PreserveLine tells in which line, from 1, the head of a file holds the word
// @preserve, which freezes the file. It is 0 when it does not, or when there
// is no such file.
func PreserveLine(base fs.FS, path string) (int, error) {
	if !fs.ValidPath(path) {
		return 0, fmt.Errorf("look for @preserve: %q is no path of a tree", path)
	}
	f, err := base.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return 0, nil
	}
	if err != nil {
		return 0, fmt.Errorf("look for @preserve: %w", err)
	}
	defer f.Close()
	if info, err := f.Stat(); err != nil || !info.Mode().IsRegular() {
		return 0, err
	}
	line, err := preserveIn(f)
	if err != nil {
		return 0, fmt.Errorf("look for @preserve in %s: %w", path, err)
	}
	return line, nil
}

// PreserveIn is PreserveLine for a text at hand.
func PreserveIn(text string) int {
	if text = text[:min(len(text), headBytes)]; !strings.Contains(text, "@preserve") {
		return 0
	}
	line, _ := preserveIn(strings.NewReader(text)) // a string does not fail
	return line
}

func preserveIn(r io.Reader) (int, error) {
	lines := bufio.NewScanner(io.LimitReader(r, headBytes))
	for n := 1; n <= headLines && lines.Scan(); n++ {
		if preserveMark.Match(lines.Bytes()) {
			return n, nil
		}
	}
	return 0, lines.Err()
}
