package identity

import (
	"crypto"
	"crypto/rand"
	"crypto/rsa"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"github.com/goalkeeper-dev/goalkeeper/app/hub/refusal"
)

// maxLife is how far ahead an App's JWT may expire; skew is how far clocks may differ.
const (
	maxLife = 10 * time.Minute
	skew    = time.Minute
)

// claims are the parts of an App's JWT that GitHub reads.
type claims struct {
	Issuer   json.RawMessage `json:"iss"`
	IssuedAt float64         `json:"iat"`
	Expires  float64         `json:"exp"`
}

// IsJWT reports whether a bearer token looks like an App's JWT.
func IsJWT(token string) bool {
	return strings.HasPrefix(token, "eyJ") && strings.Count(token, ".") == 2
}

// VerifyJWT accepts a JWT signed (RS256) by the key of the App with the id, expiring within ten minutes.
func VerifyJWT(token string, key *rsa.PublicKey, appID int64, now time.Time) error {
	undecodable := refusal.Unauthorized("A JSON web token could not be decoded")
	parts := strings.Split(token, ".")
	if len(parts) != 3 {
		return undecodable
	}
	var header struct{ Alg string }
	var c claims
	signature, err := base64.RawURLEncoding.DecodeString(parts[2])
	if err != nil || decodePart(parts[0], &header) != nil || decodePart(parts[1], &c) != nil || header.Alg != "RS256" {
		return undecodable
	}
	digest := sha256.Sum256([]byte(parts[0] + "." + parts[1]))
	if rsa.VerifyPKCS1v15(key, crypto.SHA256, digest[:], signature) != nil {
		return undecodable
	}
	return c.check(appID, now)
}

func (c claims) check(appID int64, now time.Time) error {
	expires, issued := time.Unix(int64(c.Expires), 0), time.Unix(int64(c.IssuedAt), 0)
	switch {
	case strings.Trim(string(c.Issuer), `"`) != fmt.Sprint(appID):
		return refusal.Unauthorized("'Issuer' claim ('iss') must be the App's id")
	case !now.Before(expires):
		return refusal.Unauthorized("'Expiration time' claim ('exp') must be a numeric value representing the future time at which the assertion expires")
	case expires.Sub(now) > maxLife:
		return refusal.Unauthorized("'Expiration time' claim ('exp') is too far in the future")
	case issued.Sub(now) > skew:
		return refusal.Unauthorized("'Issued at' claim ('iat') must be an Integer representing the time that the assertion was issued")
	}
	return nil
}

func decodePart(part string, into any) error {
	text, err := base64.RawURLEncoding.DecodeString(part)
	if err != nil {
		return err
	}
	return json.Unmarshal(text, into)
}

// NewInstallationToken makes a token in GitHub's long form, ghs_APPID_JWT: about 500 characters, with dots.
func NewInstallationToken(key *rsa.PrivateKey, appID, installationID int64, expires time.Time) (string, error) {
	nonce := rand.Text()
	header := base64.RawURLEncoding.EncodeToString([]byte(`{"alg":"RS256","typ":"JWT"}`))
	body := base64.RawURLEncoding.EncodeToString(fmt.Appendf(nil,
		`{"jti":%q,"sub":"installation:%d","exp":%d}`, nonce, installationID, expires.Unix()))
	digest := sha256.Sum256([]byte(header + "." + body))
	signature, err := rsa.SignPKCS1v15(rand.Reader, key, crypto.SHA256, digest[:])
	if err != nil {
		return "", fmt.Errorf("sign installation token: %w", err)
	}
	return fmt.Sprintf("ghs_%d_%s.%s.%s", appID, header, body, base64.RawURLEncoding.EncodeToString(signature)), nil
}

// NewPersonalToken makes a person's token: ghp_ and 36 letters and digits.
func NewPersonalToken() string { return "ghp_" + (rand.Text() + rand.Text())[:36] }
