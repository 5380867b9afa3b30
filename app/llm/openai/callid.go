package openai

import (
	"fmt"

	"github.com/goalkeeper-dev/goalkeeper/app/llm"
)

const longestID = 128

// callIDs are the ids of a conversation's calls that are taken.
type callIDs map[string]bool

func idsOf(messages []llm.Message) callIDs {
	taken := callIDs{}
	for _, m := range messages {
		for _, c := range m.ToolCalls {
			taken[c.ID] = true
		}
	}
	return taken
}

// claim returns the provider's id when it is plain and free. Otherwise it makes one up from the place of the call, which stays
// the same when the turn is asked again.
func (t callIDs) claim(id string, messages, i int) string {
	if !plain(id) {
		id = fmt.Sprintf("call_%d_%d", messages, i)
	}
	unique := id
	for n := 2; t[unique]; n++ {
		unique = fmt.Sprintf("%s.%d", id, n)
	}
	t[unique] = true
	return unique
}

func plain(id string) bool {
	if id == "" || len(id) > longestID {
		return false
	}
	for _, b := range []byte(id) {
		if b <= ' ' || b >= 0x7f {
			return false
		}
	}
	return true
}
