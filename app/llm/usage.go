package llm

// Usage counts tokens. Input includes Cached. Estimated says that the provider reported nothing and the figures come from
// Estimate.
type Usage struct {
	Input     int64 `json:"input"`
	Cached    int64 `json:"cached"`
	Output    int64 `json:"output"`
	Estimated bool  `json:"estimated,omitempty"`
}

// Add returns the sum, estimated when either part is.
func (u Usage) Add(v Usage) Usage {
	return Usage{
		Input:     u.Input + v.Input,
		Cached:    u.Cached + v.Cached,
		Output:    u.Output + v.Output,
		Estimated: u.Estimated || v.Estimated,
	}
}

// bytesPerToken is the usual ratio for English text and code.
const bytesPerToken = 4

// Estimate guesses the usage of an exchange from the sizes of its texts.
func Estimate(r Request, answer Message) Usage {
	input := 0
	for _, m := range r.Messages {
		input += size(m)
	}
	for _, t := range r.Tools {
		input += len(t.Name) + len(t.Description) + len(t.Parameters)
	}
	return Usage{Input: tokens(input), Output: tokens(size(answer)), Estimated: true}
}

func size(m Message) int {
	n := len(m.Content) + len(m.Reasoning)
	for _, c := range m.ToolCalls {
		n += len(c.Name) + len(c.Arguments)
	}
	return n
}

func tokens(bytes int) int64 {
	return int64((bytes + bytesPerToken - 1) / bytesPerToken)
}
