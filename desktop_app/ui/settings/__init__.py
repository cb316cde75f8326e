"""The settings window: pages of fields over provider.ports.SettingsDesk; nothing counts before Save."""
