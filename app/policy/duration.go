package policy

import (
	"fmt"
	"regexp"
	"strings"
	"time"
)

// Duration is written as 72h, 10m or 1h30m.
type Duration time.Duration

const durationRule = "must be a duration above zero, such as 10m or 72h"

var durationForm = regexp.MustCompile(`^([1-9][0-9]{0,4}h([0-9]{1,4}m)?([0-9]{1,4}s)?|[1-9][0-9]{0,4}m([0-9]{1,4}s)?|[1-9][0-9]{0,4}s)$`)

// UnmarshalText reads the written form.
func (d *Duration) UnmarshalText(text []byte) error {
	if !durationForm.Match(text) {
		return fmt.Errorf("%q %s", text, durationRule)
	}
	v, err := time.ParseDuration(string(text))
	if err != nil {
		return fmt.Errorf("read duration: %w", err)
	}
	*d = Duration(v)
	return nil
}

// MarshalText writes the shortest form: 72h, not 72h0m0s.
func (d Duration) MarshalText() ([]byte, error) {
	text := time.Duration(d).String()
	if short, whole := strings.CutSuffix(text, "m0s"); whole {
		text = short + "m"
	}
	if short, whole := strings.CutSuffix(text, "h0m"); whole {
		text = short + "h"
	}
	return []byte(text), nil
}
