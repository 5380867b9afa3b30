package sandbox

import "fmt"

// Level orders kinds of isolation, weakest first.
type Level int

const (
	LevelUnknown    Level = iota
	LevelNone             // an ordinary process: no isolation
	LevelLandlock         // files and network restricted, processes visible
	LevelBubblewrap       // own namespaces, a system call filter, minimal file system
)

// String is the text form, "unknown" for values that have none.
func (l Level) String() string {
	switch l {
	case LevelNone:
		return "none"
	case LevelLandlock:
		return "landlock"
	case LevelBubblewrap:
		return "bubblewrap"
	default:
		return "unknown"
	}
}

// MarshalText gives the form used in configuration files.
func (l Level) MarshalText() ([]byte, error) {
	if l < LevelNone || l > LevelBubblewrap {
		return nil, fmt.Errorf("sandbox level %d has no text form", int(l))
	}
	return []byte(l.String()), nil
}

// UnmarshalText accepts "none", "landlock" and "bubblewrap".
func (l *Level) UnmarshalText(text []byte) error {
	for known := LevelNone; known <= LevelBubblewrap; known++ {
		if known.String() == string(text) {
			*l = known
			return nil
		}
	}
	return fmt.Errorf("sandbox level %q is not one of none, landlock, bubblewrap", text)
}
