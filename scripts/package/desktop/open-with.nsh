; Offers Earshot under "Open with" of playlists, and leaves who opens them as it is.
!macro customInstall
  WriteRegStr SHELL_CONTEXT "Software\Classes\Earshot.Playlist" "" "Playlist"
  WriteRegStr SHELL_CONTEXT "Software\Classes\Earshot.Playlist\DefaultIcon" "" "$appExe,0"
  WriteRegStr SHELL_CONTEXT "Software\Classes\Earshot.Playlist\shell\open\command" "" '"$appExe" "%1"'
  WriteRegStr SHELL_CONTEXT "Software\Classes\.m3u8\OpenWithProgids" "Earshot.Playlist" ""
  WriteRegStr SHELL_CONTEXT "Software\Classes\.xspf\OpenWithProgids" "Earshot.Playlist" ""
!macroend

!macro customUnInstall
  DeleteRegValue SHELL_CONTEXT "Software\Classes\.m3u8\OpenWithProgids" "Earshot.Playlist"
  DeleteRegValue SHELL_CONTEXT "Software\Classes\.xspf\OpenWithProgids" "Earshot.Playlist"
  DeleteRegKey SHELL_CONTEXT "Software\Classes\Earshot.Playlist"
!macroend
