package state

import (
	"encoding/json"
	"time"
)

// Delivery is one attempt to hand one event to the App's webhook. Attempts for the same event share the GUID.
type Delivery struct {
	ID             int64             `json:"id"`
	GUID           string            `json:"guid"`
	Event          string            `json:"event"`
	Action         string            `json:"action,omitempty"`
	InstallationID int64             `json:"installation_id,omitempty"`
	RepositoryID   int64             `json:"repository_id,omitempty"`
	Redelivery     bool              `json:"redelivery"`
	Pending        bool              `json:"pending"` // not attempted yet
	URL            string            `json:"url,omitempty"`
	Payload        json.RawMessage   `json:"payload"`
	DeliveredAt    time.Time         `json:"delivered_at,omitzero"`
	Duration       time.Duration     `json:"duration"`
	Status         string            `json:"status,omitempty"` // "OK", GitHub's name of the status code, or why there was no answer
	StatusCode     int               `json:"status_code"`      // zero when there was no answer
	RequestHeader  map[string]string `json:"request_header,omitempty"`
	ResponseHeader map[string]string `json:"response_header,omitempty"`
	ResponseBody   string            `json:"response_body,omitempty"`
}

// Key is the delivery's id.
func (d Delivery) Key() int64 { return d.ID }
