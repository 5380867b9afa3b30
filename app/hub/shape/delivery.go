package shape

import (
	"strconv"

	"github.com/goalkeeper-dev/goalkeeper/app/hub/state"
)

func itoa(n int64) string { return strconv.FormatInt(n, 10) }

// Delivery is a webhook delivery as it stands in the App's log.
func (p Printer) Delivery(d state.Delivery) Object {
	return Object{
		"id": d.ID, "guid": d.GUID, "delivered_at": Time(d.DeliveredAt), "redelivery": d.Redelivery,
		"duration": d.Duration.Seconds(), "status": d.Status, "status_code": d.StatusCode,
		"event": d.Event, "action": orNull(d.Action), "throttled_at": nil,
		"installation_id": orNullID(d.InstallationID), "repository_id": orNullID(d.RepositoryID),
	}
}

// DeliveryDetail is a delivery with what was sent and what came back.
func (p Printer) DeliveryDetail(d state.Delivery) Object {
	return p.Delivery(d).With(Object{
		"url":      d.URL,
		"request":  Object{"headers": d.RequestHeader, "payload": d.Payload},
		"response": Object{"headers": d.ResponseHeader, "payload": d.ResponseBody},
	})
}

// HookConfig is the App's webhook configuration; the secret is never shown.
func (p Printer) HookConfig(a state.App) Object {
	config := Object{"content_type": a.ContentType, "insecure_ssl": "0", "secret": "********"}
	if a.WebhookURL != "" {
		config["url"] = a.WebhookURL
	}
	return config
}
