package state

import "time"

// Account types as GitHub names them.
const (
	TypeUser         = "User"
	TypeBot          = "Bot"
	TypeOrganization = "Organization"
)

// User is an account: a person, an organization or an App's bot.
type User struct {
	ID        int64     `json:"id"`
	Login     string    `json:"login"`
	Type      string    `json:"type"`
	Role      Role      `json:"role"`            // a person's role in every repository that says nothing else
	Token     string    `json:"token,omitempty"` // a person's personal access token
	CreatedAt time.Time `json:"created_at"`
}

// Key is the account's id.
func (u User) Key() int64 { return u.ID }

// App is the hub's one GitHub App; its private key lies in a file of its own.
type App struct {
	ID            int64             `json:"id"`
	Slug          string            `json:"slug"`
	Name          string            `json:"name"`
	OwnerID       int64             `json:"owner_id"`
	BotID         int64             `json:"bot_id"`
	HookID        int64             `json:"hook_id"`
	WebhookURL    string            `json:"webhook_url"`
	WebhookSecret string            `json:"webhook_secret"`
	ContentType   string            `json:"content_type"` // "json" or "form"
	Permissions   map[string]string `json:"permissions"`
	Events        []string          `json:"events"`
	CreatedAt     time.Time         `json:"created_at"`
	UpdatedAt     time.Time         `json:"updated_at"`
}

// Key is the App's id.
func (a App) Key() int64 { return a.ID }

// Installation puts the App on all repositories of one account.
type Installation struct {
	ID          int64             `json:"id"`
	AppID       int64             `json:"app_id"`
	AccountID   int64             `json:"account_id"`
	Permissions map[string]string `json:"permissions"`
	CreatedAt   time.Time         `json:"created_at"`
	UpdatedAt   time.Time         `json:"updated_at"`
}

// Key is the installation's id.
func (i Installation) Key() int64 { return i.ID }

// Token is an installation token; the hub keeps its digest only.
type Token struct {
	ID             int64             `json:"id"`
	Digest         string            `json:"digest"` // hex SHA-256 of the token
	InstallationID int64             `json:"installation_id"`
	Permissions    map[string]string `json:"permissions"`
	RepositoryIDs  []int64           `json:"repository_ids,omitempty"` // nil means every repository of the installation
	ExpiresAt      time.Time         `json:"expires_at"`
}

// Key is the token's id.
func (t Token) Key() int64 { return t.ID }
