package script

import (
	"encoding/json"
	"fmt"
	"regexp"
	"strings"
)

// conversation is a chat completion request as the player sees it.
type conversation struct {
	Model         string    `json:"model"`
	Messages      []message `json:"messages"`
	Tools         []offer   `json:"tools"`
	Stream        bool      `json:"stream"`
	StreamOptions struct {
		IncludeUsage bool `json:"include_usage"`
	} `json:"stream_options"`
}

type message struct {
	Role       string     `json:"role"`
	Content    *content   `json:"content"`
	ToolCalls  []wireCall `json:"tool_calls"`
	ToolCallID string     `json:"tool_call_id"`
}

func (m message) text() string {
	if m.Content == nil {
		return ""
	}
	return string(*m.Content)
}

type offer struct {
	Function struct {
		Name string `json:"name"`
	} `json:"function"`
}

// wireCall is a tool call as it is sent; Index is there in streamed answers only.
type wireCall struct {
	Index    *int         `json:"index,omitempty"`
	ID       string       `json:"id,omitempty"`
	Type     string       `json:"type,omitempty"`
	Function wireFunction `json:"function"`
}

type wireFunction struct {
	Name      string `json:"name,omitempty"`
	Arguments string `json:"arguments"`
}

// content is a text that may come as a string or as a list of parts.
type content string

func (c *content) UnmarshalJSON(data []byte) error {
	var s string
	if err := json.Unmarshal(data, &s); err == nil {
		*c = content(s)
		return nil
	}
	var parts []struct {
		Text string `json:"text"`
	}
	if err := json.Unmarshal(data, &parts); err != nil {
		return fmt.Errorf("content must be a string or a list of parts: %w", err)
	}
	for _, p := range parts {
		*c += content(p.Text)
	}
	return nil
}

// check holds the conversation to the protocol's rules, as strict providers do: above all, every tool call of an assistant
// message is answered by exactly one tool message, before anybody else speaks.
func (c *conversation) check() error {
	if len(c.Messages) == 0 {
		return fmt.Errorf("messages must not be empty")
	}
	open := map[string]bool{}
	for i, m := range c.Messages {
		if m.Role != "tool" && len(open) > 0 {
			return fmt.Errorf("messages[%d]: %d tool calls before it have no result", i, len(open))
		}
		switch m.Role {
		case "system", "developer", "user":
			if m.Content == nil {
				return fmt.Errorf("messages[%d]: a %s message must have content", i, m.Role)
			}
		case "assistant":
			if m.Content == nil && len(m.ToolCalls) == 0 {
				return fmt.Errorf("messages[%d]: an assistant message must have content or tool_calls", i)
			}
			for _, call := range m.ToolCalls {
				if call.ID == "" || open[call.ID] {
					return fmt.Errorf("messages[%d]: tool call id %q is empty or used twice", i, call.ID)
				}
				open[call.ID] = true
			}
		case "tool":
			if m.Content == nil || !open[m.ToolCallID] {
				return fmt.Errorf("messages[%d]: a tool message must have content and answer an open call, not %q", i, m.ToolCallID)
			}
			delete(open, m.ToolCallID)
		default:
			return fmt.Errorf("messages[%d]: unknown role %q", i, m.Role)
		}
	}
	if len(open) > 0 {
		return fmt.Errorf("%d tool calls of the last assistant message have no result", len(open))
	}
	return nil
}

// until is the conversation as it was before message n.
func (c *conversation) until(n int) *conversation {
	return &conversation{Messages: c.Messages[:n], Tools: c.Tools}
}

func (c *conversation) offers(tool string) bool {
	for _, t := range c.Tools {
		if t.Function.Name == tool {
			return true
		}
	}
	return false
}

func (c *conversation) lastUser() string {
	for i := len(c.Messages) - 1; i >= 0; i-- {
		if c.Messages[i].Role == "user" {
			return c.Messages[i].text()
		}
	}
	return ""
}

// lastResult is the text of the last tool message; with tool, of the last one in the latest batch of results that answers a
// call of that tool.
func (c *conversation) lastResult(tool string) (text string, found bool) {
	end := len(c.Messages) - 1
	for end >= 0 && c.Messages[end].Role != "tool" {
		end--
	}
	start := end
	for start >= 0 && c.Messages[start].Role == "tool" {
		start--
	}
	if end < 0 || start < 0 {
		return "", false
	}
	for i := end; i > start; i-- {
		if tool == "" || c.Messages[start].toolOf(c.Messages[i].ToolCallID) == tool {
			return c.Messages[i].text(), true
		}
	}
	return "", false
}

func (m message) toolOf(id string) string {
	for _, call := range m.ToolCalls {
		if call.ID == id {
			return call.Function.Name
		}
	}
	return ""
}

// opening is what was said before the first answer.
func (c *conversation) opening() string {
	var b strings.Builder
	for _, m := range c.Messages {
		if m.Role == "assistant" {
			break
		}
		b.WriteString(m.text())
		b.WriteByte('\n')
	}
	return b.String()
}

func (m *match) holds(c *conversation) bool {
	opening := c.opening()
	return containsAll(opening, m.contains) &&
		(m.matches == nil || m.matches.MatchString(opening)) &&
		(m.offers == "" || c.offers(m.offers))
}

func containsAll(text string, parts []string) bool {
	for _, p := range parts {
		if !strings.Contains(text, p) {
			return false
		}
	}
	return true
}

// captures are the groups of the expressions that held, by number and by name.
type captures map[string]string

func (c captures) add(re *regexp.Regexp, text string) bool {
	groups := re.FindStringSubmatch(text)
	for i, name := range re.SubexpNames() {
		if i >= len(groups) || i == 0 {
			continue
		}
		c[fmt.Sprint(i)] = groups[i]
		if name != "" {
			c[name] = groups[i]
		}
	}
	return groups != nil
}

var reference = regexp.MustCompile(`\$\{\w+\}`)

// expand puts captures in the place of their references, each written by form.
func (c captures) expand(text string, form func(string) string) string {
	if len(c) == 0 {
		return text
	}
	return reference.ReplaceAllStringFunc(text, func(ref string) string {
		if value, ok := c[ref[2:len(ref)-1]]; ok {
			return form(value)
		}
		return ref
	})
}
