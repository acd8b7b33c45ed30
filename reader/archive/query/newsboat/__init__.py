"""newsboat's filter language, as another spelling of conditions."""
