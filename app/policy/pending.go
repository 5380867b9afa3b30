package policy

import (
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
)

// pending are the keys that parse but that no stage acts on yet.
var pending = []string{
	"open_pr",
}

// Pending names the keys of p that ask for something nothing acts on yet. A
// rule that is not kept is worse than none: such a policy starts no goal.
func (p Policy) Pending() ([]string, error) {
	mine, err := asMap(p)
	if err != nil {
		return nil, err
	}
	usual, err := asMap(Default())
	if err != nil {
		return nil, err
	}
	out := slices.DeleteFunc(slices.Clone(pending), func(key string) bool {
		return reflect.DeepEqual(mine[key], usual[key])
	})
	return out, nil
}

func asMap(p Policy) (m map[string]any, err error) {
	raw, err := json.Marshal(p)
	if err == nil {
		err = json.Unmarshal(raw, &m)
	}
	if err != nil {
		return nil, fmt.Errorf("compare policies: %w", err)
	}
	return m, nil
}
