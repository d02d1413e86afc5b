' Opens text files in LibreOffice as a user does, and saves the sheets as flat XML. JOBS
' stands for the calls of Save.
Sub Main
  On Error Goto Finish
  JOBS
Finish:
  StarDesktop.terminate()
End Sub

Sub Save(path, options, saved)
  Dim opening(2) As New com.sun.star.beans.PropertyValue
  opening(0).Name = "FilterName"
  opening(0).Value = "Text - txt - csv (StarCalc)"
  opening(1).Name = "FilterOptions"
  opening(1).Value = options
  opening(2).Name = "Hidden"
  opening(2).Value = True
  sheet = StarDesktop.loadComponentFromURL(ConvertToURL(path), "_blank", 0, opening())
  Dim saving(0) As New com.sun.star.beans.PropertyValue
  saving(0).Name = "FilterName"
  saving(0).Value = "OpenDocument Spreadsheet Flat XML"
  sheet.storeToURL(ConvertToURL(saved), saving())
  sheet.close(True)
End Sub
